/**
 * Invokes functions asynchronously on their schedules, like EventBridge Scheduler. A schedule that runs every minute also runs
 * when the platform starts, so that the work of an earlier start continues at once.
 */
import { parseSchedule, startCron } from './cron.ts';
import type { ScheduleModel } from './stack-model.ts';

const MINUTE_MS = 60_000;

export interface Scheduler {
  stop(): void;
}

/**
 * @param start invokes a function asynchronously; the payload is JSON
 * @throws UserError if an expression is not valid
 */
export function startScheduler(schedules: readonly ScheduleModel[], start: (functionName: string, payload: string) => void): Scheduler {
  const running = schedules
    .filter(({ enabled }) => enabled)
    .map((schedule) => {
      const run = (scheduled: Date): void => start(schedule.function, schedulePayload(schedule, scheduled));
      const timing = parseSchedule(schedule.expression);
      if ('cron' in timing) return startCron(timing.cron, schedule.timezone, run);
      if (timing.everyMs <= MINUTE_MS) run(new Date());
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
