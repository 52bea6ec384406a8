/** Names that the whole demo organization shares. */
export const REGIONS = ['us-east-1', 'eu-west-1', 'eu-central-1'] as const;

/** The organization's own short name, which begins the names of its buckets. */
export const ORGANIZATION = 'halden';
export const MAIL_DOMAIN = 'halden.example';

/** The organization's management account. It holds no resources and is not one of the estate's accounts. */
export const MANAGEMENT_ACCOUNT = '100200300400';
