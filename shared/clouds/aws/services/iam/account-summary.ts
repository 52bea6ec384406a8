/** What IAM counts in an account, and whether its root user has MFA and access keys. */
import { defineType, single, word } from '../../types/define.ts';

export default defineType({
  type: 'AWS::IAM::AccountSummary',
  kind: 'settings',
  list: single('GetAccountSummary', 'SummaryMap', { as: 'SummaryMap' }),
  id: word('account-summary'),
  // Counts of what is in the inventory itself.
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
