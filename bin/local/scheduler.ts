/** EventBridge Scheduler: invokes functions asynchronously at their times, from the start of the platform on. */
import { parseSchedule, startCron } from './cron.ts';
import type { ScheduleModel } from './stack-model.ts';

export interface Scheduler {
  stop(): void;
}

/** `start` is told the function and its payload, JSON. @throws UserError on an expression that is not understood */
export function startScheduler(schedules: readonly ScheduleModel[], start: (functionName: string, payload: string) => void): Scheduler {
  const running = schedules
    .filter(({ enabled }) => enabled)
    .map((schedule) => {
      const run = (scheduled: Date): void => start(schedule.function, schedulePayload(schedule, scheduled));
      const timing = parseSchedule(schedule.expression);
      if ('cron' in timing) return startCron(timing.cron, schedule.timezone, run);
      const timer = setInterval(() => run(new Date()), timing.everyMs);
      return { stop: () => clearInterval(timer) };
    });
  return { stop: () => running.forEach((timer) => timer.stop()) };
}

/** https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html */
export function schedulePayload({ name, input = '{}' }: Pick<ScheduleModel, 'name' | 'input'>, scheduled: Date): string {
  const time = `${scheduled.toISOString().slice(0, 19)}Z`;
  return input
    .replaceAll('<aws.scheduler.scheduled-time>', time)
    .replaceAll('<aws.scheduler.execution-id>', `local-${scheduled.getTime()}`)
    .replaceAll('<aws.scheduler.attempt-number>', '1')
    .replaceAll('<aws.scheduler.schedule-arn>', `arn:aws:scheduler:us-east-1:000000000000:schedule/default/${name}`);
}
