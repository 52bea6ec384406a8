/** Names that the demo organization's accounts of AWS share. */
export const REGIONS = ['us-east-1', 'eu-west-1', 'eu-central-1'] as const;

/** The organization's management account. It holds no resources and is not one of the estate's accounts. */
export const MANAGEMENT_ACCOUNT = '100200300400';
