import type { Look } from '../said-of-services.ts';

export const CALLS = 3;

export const LOOKS: Readonly<Record<string, Look>> = {
  direct_connect_alone: { type: 'AWS::DirectConnect::Connection', is: (line) => line['hasLogicalRedundancy'] === 'no' },
};
