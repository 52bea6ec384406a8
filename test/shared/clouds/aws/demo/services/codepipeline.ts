import { type Look, text } from '../said-of-services.ts';

export const CALLS = 5;

export const LOOKS: Readonly<Record<string, Look>> = {
  pipeline_artifacts_without_own_key: {
    type: 'AWS::CodePipeline::Pipeline',
    is: (pipeline) => !text(pipeline['pipeline']).includes('"encryptionKey"'),
  },
};
