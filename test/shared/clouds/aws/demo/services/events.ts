import { type Look, text } from '../said-of-services.ts';

export const CALLS = 3.13;

export const LOOKS: Readonly<Record<string, Look>> = {
  event_bus_public: { type: 'AWS::Events::EventBus', is: (found) => text(found['Policy']).includes('"Principal":"*"') },
  event_bus_without_policy: { type: 'AWS::Events::EventBus', is: (found) => found['Name'] !== 'default' && found['Policy'] === undefined },
  events_endpoint_without_replication: {
    type: 'AWS::Events::Endpoint',
    is: (found) => text(found['ReplicationConfig']).includes('DISABLED'),
  },
};
