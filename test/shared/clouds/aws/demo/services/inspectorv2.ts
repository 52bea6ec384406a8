import { type Look, text } from '../said-of-services.ts';

export const CALLS = 1;

export const LOOKS: Readonly<Record<string, Look>> = {
  inspector_without_functions: {
    type: 'AWS::InspectorV2::AccountStatus',
    is: ({ state, resourceState }) =>
      text(state).includes('"ENABLED"') && text((resourceState as Record<string, unknown>)['lambda']).includes('"DISABLED"'),
  },
};
