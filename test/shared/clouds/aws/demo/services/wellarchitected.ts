import { text, type Look } from '../said-of-services.ts';

export const CALLS = 4;

export const LOOKS: Readonly<Record<string, Look>> = {
  workload_with_high_risks: { type: 'AWS::WellArchitected::Workload', is: (workload) => text(workload['RiskCounts']).includes('"HIGH":4') },
};
