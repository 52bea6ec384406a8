import { type Look, text } from '../said-of-services.ts';

export const CALLS = 5.5;

export const LOOKS: Readonly<Record<string, Look>> = {
  detector_plans_off: {
    type: 'AWS::GuardDuty::Detector',
    is: (detector) => /\{[^}]*S3_DATA_EVENTS[^}]*\}/.exec(text(detector['Features']))?.[0].includes('"DISABLED"') === true,
  },
  detector_suspended: { type: 'AWS::GuardDuty::Detector', is: (detector) => detector['Status'] === 'DISABLED' },
};
