import { type Look, text } from '../said-of-services.ts';

export const CALLS = 3;

export const LOOKS: Readonly<Record<string, Look>> = {
  job_with_privileged_container: {
    type: 'AWS::Batch::JobDefinition',
    is: ({ containerProperties }) => text(containerProperties).includes('"privileged":true'),
  },
};
