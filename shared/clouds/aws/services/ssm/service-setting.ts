/**
 * Settings of Systems Manager in a region: whether users may share documents with everybody, and where the output of scripts of automations is logged.
 * Each is null in regions that do not have it.
 */
import { defineType, read, single, word } from '../../types/define.ts';

/** Regions that do not have a setting answer so. */
const NOT_THERE = ['ServiceSettingNotFound'];

export default defineType({
  type: 'AWS::SSM::ServiceSetting',
  kind: 'settings',
  list: single('GetServiceSetting', 'ServiceSetting', {
    input: { SettingId: '/ssm/documents/console/public-sharing-permission' },
    as: 'PublicSharing',
    absent: NOT_THERE,
  }),
  id: word('public-sharing-permission'),
  nativeId: 'PublicSharing.ARN',
  details: {
    AutomationLogs: read('GetServiceSetting', {}, 'ServiceSetting', {
      input: { SettingId: '/ssm/automation/customer-script-log-destination' },
      absent: NOT_THERE,
    }),
  },
});
