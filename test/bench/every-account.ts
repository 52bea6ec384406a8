/** The calls that some service answers with something in every region of every account; a list of any other call may be empty. `account`: 12 digits */
export const alwaysThere = (account: string): Readonly<Record<string, object>> => ({
  GetRegistryScanningConfiguration: { registryId: account, scanningConfiguration: { scanType: 'BASIC', rules: [] } },
  BatchGetAccountStatus: { accounts: [{ accountId: account, state: { status: 'DISABLED' } }], failedAccounts: [] },
});

/** The regions that every account has enabled, each with a usual round trip from us-east-1 in milliseconds. */
export const ROUND_TRIPS: Readonly<Record<string, number>> = {
  'ap-northeast-1': 150,
  'ap-northeast-2': 180,
  'ap-northeast-3': 155,
  'ap-south-1': 195,
  'ap-southeast-1': 215,
  'ap-southeast-2': 200,
  'ca-central-1': 16,
  'eu-central-1': 93,
  'eu-north-1': 112,
  'eu-west-1': 70,
  'eu-west-2': 76,
  'eu-west-3': 82,
  'sa-east-1': 115,
  'us-east-1': 2,
  'us-east-2': 14,
  'us-west-1': 63,
  'us-west-2': 65,
};
