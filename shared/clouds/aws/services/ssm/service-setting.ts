/** Settings of Systems Manager in a region that policies judge: whether documents may be shared with everybody, and where automations log to. */
import { defineType, read, single, word } from '../../types/define.ts';

/** How the service answers in regions that do not have a setting. */
const NOT_THERE = ['ServiceSettingNotFound'];

export default defineType({
  type: 'AWS::SSM::ServiceSetting',
  kind: 'settings',
  list: single('GetServiceSetting', 'ServiceSetting', {
    input: { SettingId: '/ssm/documents/console/public-sharing-permission' },
    as: 'PublicSharing',
    absent: NOT_THERE,
  }),
  id: word('service-settings'),
  details: {
    AutomationLogDestination: read('GetServiceSetting', {}, 'ServiceSetting', {
      input: { SettingId: '/ssm/automation/customer-script-log-destination' },
      absent: NOT_THERE,
    }),
  },
});
