import type { Look } from '../said-of-services.ts';

export const CALLS = 4;

export const LOOKS: Readonly<Record<string, Look>> = {
  fleet_with_internet_access: { type: 'AWS::AppStream::Fleet', is: (fleet) => fleet['EnableDefaultInternetAccess'] === true },
};
