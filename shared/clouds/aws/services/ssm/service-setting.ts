/** Whether Systems Manager lets users of a region share documents with everybody. */
import { defineType, single, word } from '../../types/define.ts';

export default defineType({
  type: 'AWS::SSM::ServiceSetting',
  kind: 'settings',
  list: single('GetServiceSetting', 'ServiceSetting', {
    input: { SettingId: '/ssm/documents/console/public-sharing-permission' },
    as: 'PublicSharing',
    // Regions that do not have the setting answer so.
    absent: ['ServiceSettingNotFound'],
  }),
  id: word('public-sharing-permission'),
  nativeId: 'PublicSharing.ARN',
});
