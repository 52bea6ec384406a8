import { type Look, text } from '../said-of-services.ts';

export const CALLS = 4;

const TYPE = 'AWS::AmazonMQ::Broker';

export const LOOKS: Readonly<Record<string, Look>> = {
  broker_public: { type: TYPE, is: (broker) => broker['PubliclyAccessible'] === true },
  broker_without_upgrades: { type: TYPE, is: (broker) => broker['AutoMinorVersionUpgrade'] === false },
  broker_without_audit_log: { type: TYPE, is: (broker) => text(broker['Logs']).includes('"Audit":false') },
};
