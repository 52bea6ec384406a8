import type { Look } from '../said-of-services.ts';

export const CALLS = 3;

export const LOOKS: Readonly<Record<string, Look>> = {
  stream_unencrypted: { type: 'AWS::Kinesis::Stream', is: (stream) => stream['EncryptionType'] === 'NONE' },
  stream_kept_one_day: { type: 'AWS::Kinesis::Stream', is: (stream) => stream['RetentionPeriodHours'] === 24 },
};
