/** Ends the task of a dead letter: a message that the queue has delivered as often as it may, without success. */
import { z } from 'zod';
import type { AccountId, JobId } from '../ids.ts';
import { reportEndedTask } from './job-metrics.ts';
import { isAbandoned, JobRepository } from './job-repository.ts';
import { isTerminal, type TaskMessage } from './model.ts';
import { operationOf } from './operation.ts';
import { type SettleDeps, settleIfDone } from './settle-job.ts';
import { deadLetteredError } from './task-errors.ts';

/** DynamoDB takes no longer text as a key, so that no task can have a longer id. */
const idText = z.string().min(1).max(200);
const taskMessageSchema = z.object({ job_id: idText, account_id: idText });

/** Undefined if `body` is not a task message. */
export function parseTaskMessage(body: string): TaskMessage | undefined {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return undefined;
  }
  const parsed = taskMessageSchema.safeParse(json);
  if (!parsed.success) return undefined;
  return { job_id: parsed.data.job_id as JobId, account_id: parsed.data.account_id as AccountId };
}

/**
 * Logs a body that is not a task message: it names no task, and the poller will find the task whose message was lost.
 * Leaves a task alone that a worker holds: the dead letter was another delivery of that worker's message.
 */
export async function endDeadLetter(body: string, deps: SettleDeps): Promise<void> {
  const message = parseTaskMessage(body);
  if (!message) {
    deps.log.warn('A dead letter is not a task message.', { bytes: Buffer.byteLength(body) });
    return;
  }
  const jobs = new JobRepository(deps.store);
  const task = await jobs.task(message.job_id, message.account_id);
  if (!task || isTerminal(task.status)) return;
  const now = deps.clock.now();
  if (task.status === 'in_progress' && !isAbandoned(task, now)) return;
  const job = await jobs.get(message.job_id, { consistent: true });
  if (!job) return;
  deps.log.warn('The task of a dead letter is failed.', { ...message });
  const error = deadLetteredError(operationOf(deps.operations, job));
  if (!(await jobs.fail(task, error, now))) return;
  reportEndedTask(task, job.operation, { status: 'failed', error }, deps);
  await settleIfDone(await jobs.count(message.job_id, 'failed'), deps);
}
