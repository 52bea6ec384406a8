/** What IAM counts in an account, and whether its root user has MFA and access keys. */
import { defineType, single, word } from '../../types/define.ts';

export default defineType({
  type: 'AWS::IAM::AccountSummary',
  kind: 'settings',
  list: single('GetAccountSummary', 'SummaryMap'),
  id: word('account-summary'),
  // Counts of what is in the inventory itself.
  volatile: [
    'Users',
    'Groups',
    'Roles',
    'InstanceProfiles',
    'Policies',
    'PolicyVersionsInUse',
    'ServerCertificates',
    'Providers',
    'MFADevices',
    'MFADevicesInUse',
  ],
});
