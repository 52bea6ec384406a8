/** Amazon GuardDuty: detectors. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'guardduty',
  sdk: '@aws-sdk/client-guardduty',
  client: 'GuardDutyClient',
  permissions: 'guardduty',
  // No limit is published for these reads; a region has one detector.
  limit: { perSecond: 5, burst: 10 },
});
