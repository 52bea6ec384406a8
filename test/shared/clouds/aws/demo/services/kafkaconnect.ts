import { type Look, text } from '../said-of-services.ts';

export const CALLS = 4;

export const LOOKS: Readonly<Record<string, Look>> = {
  connector_without_tls: {
    type: 'AWS::KafkaConnect::Connector',
    is: (found) => text(found['kafkaClusterEncryptionInTransit']).includes('PLAINTEXT'),
  },
  connector_without_logs: { type: 'AWS::KafkaConnect::Connector', is: (found) => !text(found['logDelivery']).includes('true') },
};
