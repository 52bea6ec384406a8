import { type Look, text } from '../said-of-services.ts';

export const CALLS = 6;

export const LOOKS: Readonly<Record<string, Look>> = {
  contact_flows_without_logs: { type: 'AWS::Connect::Instance', is: (found) => text(found['ContactFlowLogs']).includes('"false"') },
};
