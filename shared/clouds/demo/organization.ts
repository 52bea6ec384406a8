/** Names that the demo organization has in every cloud. */

/** The organization's own short name, which begins the names of its buckets. */
export const ORGANIZATION = 'halden';
export const MAIL_DOMAIN = 'halden.example';
