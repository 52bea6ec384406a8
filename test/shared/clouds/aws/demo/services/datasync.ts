import type { Look } from '../said-of-services.ts';

export const CALLS = 5;

export const LOOKS: Readonly<Record<string, Look>> = {
  datasync_task_without_log: { type: 'AWS::DataSync::Task', is: (task) => task['CloudWatchLogGroupArn'] === undefined },
};
