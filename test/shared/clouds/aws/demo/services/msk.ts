import { type Look, text } from '../said-of-services.ts';

const TYPE = 'AWS::MSK::Cluster';

export const CALLS = 2;

export const LOOKS: Readonly<Record<string, Look>> = {
  kafka_public: { type: TYPE, is: (cluster) => text(cluster['Provisioned']).includes('"SERVICE_PROVIDED_EIPS"') },
  kafka_unauthenticated: { type: TYPE, is: (cluster) => text(cluster['Provisioned']).includes('"Unauthenticated":{"Enabled":true}') },
  kafka_plain_between_brokers: { type: TYPE, is: (cluster) => text(cluster['Provisioned']).includes('"InCluster":false') },
  kafka_basic_monitoring: { type: TYPE, is: (cluster) => text(cluster['Provisioned']).includes('"EnhancedMonitoring":"DEFAULT"') },
};
