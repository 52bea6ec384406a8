import { type Look, text } from '../said-of-services.ts';

export const CALLS = 1.4;

const TYPE = 'AWS::Route53::HostedZone';

export const LOOKS: Readonly<Record<string, Look>> = {
  zone_without_query_log: { type: TYPE, is: (zone) => text(zone['QueryLoggingConfigs']) === '[]' },
};
