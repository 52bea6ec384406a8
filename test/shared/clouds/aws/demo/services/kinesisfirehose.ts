import { type Look, text } from '../said-of-services.ts';

export const CALLS = 3;

export const LOOKS: Readonly<Record<string, Look>> = {
  delivery_stream_unencrypted: {
    type: 'AWS::KinesisFirehose::DeliveryStream',
    is: (stream) => text(stream['DeliveryStreamEncryptionConfiguration']).includes('"DISABLED"'),
  },
};
