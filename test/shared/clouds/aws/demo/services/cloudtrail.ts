import { type Look, text } from '../said-of-services.ts';

export const CALLS = 6;

const TYPE = 'AWS::CloudTrail::Trail';

export const LOOKS: Readonly<Record<string, Look>> = {
  trail_stopped: { type: TYPE, is: (trail) => text(trail['Status']).includes('"IsLogging":false') },
  trail_without_validation: { type: TYPE, is: (trail) => trail['LogFileValidationEnabled'] === false },
  trail_without_key: { type: TYPE, is: (trail) => trail['KmsKeyId'] === undefined },
};
