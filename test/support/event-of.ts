/** An event as the bus delivers it, for tests of subscribers. */
import { causedEvent, envelope, type MusterEvent } from '../../shared/events/event.ts';

export const TIME = '2026-11-21T14:30:22.000Z';

export function openedEvent(
  version = 1,
  { customerid, ...data }: { readonly customerid?: string; readonly resource_name?: string } = {},
): MusterEvent {
  const key = { account_id: 'aws:111111111111', finding_id: 'finding-1' };
  const caused = causedEvent(
    { table: 'findings', key, transition: version },
    {
      type: 'muster.finding.opened',
      subject: key.finding_id,
      time: TIME,
      severity: 'high',
      customerid,
      accountid: key.account_id,
      data: {
        ...key,
        policy_id: 'aws.s3.bucket-versioning-enabled',
        title: 'Versioning is off',
        severity: 'high',
        resource_uid: 'aws:111111111111|AWS::S3::Bucket|global|logs',
        resource_type: 'AWS::S3::Bucket',
        resource_name: 'logs',
        region: 'eu-west-1',
        reason: 'failed',
        ...data,
      },
    },
  );
  return envelope(caused, '/muster/test');
}
