import { text, type Look } from '../said-of-services.ts';

export const CALLS = 5;

const TYPE = 'AWS::Athena::WorkGroup';

export const LOOKS: Readonly<Record<string, Look>> = {
  athena_results_unencrypted: { type: TYPE, is: (group) => !text(group['Configuration']).includes('"EncryptionOption"') },
  athena_without_metrics: { type: TYPE, is: (group) => text(group['Configuration']).includes('"PublishCloudWatchMetricsEnabled":false') },
};
