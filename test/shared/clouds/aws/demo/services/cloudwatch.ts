import type { Look } from '../said-of-services.ts';

export const CALLS = 2.67;

const TYPE = 'AWS::CloudWatch::Alarm';

export const LOOKS: Readonly<Record<string, Look>> = {
  alarm_without_actions: { type: TYPE, is: (alarm) => alarm['ActionsEnabled'] === false },
};
