import { type Look, text } from '../said-of-services.ts';

const RECORDER = 'AWS::Config::ConfigurationRecorder';

export const CALLS = 4.7;

export const LOOKS: Readonly<Record<string, Look>> = {
  config_records_some_types: { type: RECORDER, is: (recorder) => text(recorder['recordingGroup']).includes('"allSupported":false') },
  config_role_of_own: { type: RECORDER, is: (recorder) => !String(recorder['roleARN']).endsWith('AWSServiceRoleForConfig') },
  config_delivery_fails: { type: RECORDER, is: (recorder) => text(recorder['Status']).includes('"FAILURE"') },
  config_aggregates_one_region: {
    type: 'AWS::Config::ConfigurationAggregator',
    is: (aggregator) => text(aggregator['OrganizationAggregationSource']).includes('"AllAwsRegions":false'),
  },
};
