import type { Look } from '../said-of-services.ts';

export const CALLS = 5.5;

export const LOOKS: Readonly<Record<string, Look>> = {
  detector_suspended: { type: 'AWS::GuardDuty::Detector', is: (detector) => detector['Status'] === 'DISABLED' },
};
