/** IAM's counts of an account: its users, roles and so on, and the MFA devices and access keys of its root user. */
import { defineType, single, word } from '../../types/define.ts';

/** The other types of IAM check their lists by its counts. */
export const accountSummary = single('GetAccountSummary', 'SummaryMap', { as: 'SummaryMap' });

export default defineType({
  type: 'AWS::IAM::AccountSummary',
  kind: 'settings',
  list: accountSummary,
  id: word('account-summary'),
  // Counts of resources that the inventory holds anyway.
  volatile: [
    'SummaryMap.Users',
    'SummaryMap.Groups',
    'SummaryMap.Roles',
    'SummaryMap.InstanceProfiles',
    'SummaryMap.Policies',
    'SummaryMap.PolicyVersionsInUse',
    'SummaryMap.ServerCertificates',
    'SummaryMap.Providers',
    'SummaryMap.MFADevices',
    'SummaryMap.MFADevicesInUse',
  ],
});
