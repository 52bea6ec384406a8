import type { Look } from '../said-of-services.ts';

export const CALLS = 4;

export const LOOKS: Readonly<Record<string, Look>> = {
  schema_registry_shared: { type: 'AWS::EventSchemas::Registry', is: ({ Policy }) => Policy !== null },
};
