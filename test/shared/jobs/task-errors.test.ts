import { beforeEach, describe, expect, it } from '@jest/globals';
import { endDeadLetter } from '../../../shared/jobs/dead-letter.ts';
import type { JobId } from '../../../shared/ids.ts';
import type { TaskError } from '../../../shared/jobs/model.ts';
import { retryJob } from '../../../shared/jobs/retry-job.ts';
import { World } from '../../support/world.ts';

const A = 'aws:111111111111';
const HOUR = 60 * 60_000;

let world: World;
beforeEach(async () => {
  world = await World.withAccounts(A);
});

const taskError = async (jobId: JobId): Promise<TaskError | undefined> => (await world.task(jobId, A)).error;

const deadLetter = async (jobId: JobId): Promise<void> => {
  await endDeadLetter(JSON.stringify({ job_id: jobId, account_id: A }), world.deps());
};

const pollAfterDeadline = async (): Promise<void> => {
  world.clock.advance(7 * HOUR);
  await world.poll();
};

const workAfterDeadline = async (jobId: JobId): Promise<void> => {
  world.clock.advance(7 * HOUR);
  await world.work({ job_id: jobId, account_id: (await world.task(jobId, A)).account_id });
};

const loseThreeWorkers = async (jobId: JobId): Promise<void> => {
  for (let death = 1; death <= 3; death++) {
    await world.jobs.claim(await world.task(jobId, A), world.clock.now() + HOUR / 4, world.clock.now());
    world.clock.advance(HOUR / 2);
    await world.poll();
  }
};

describe('the error of a task that the engine failed', () => {
  it.each([
    ['DeadLettered', 'a dead letter', deadLetter],
    ['DeadlineExceeded', 'a poll past the deadline', pollAfterDeadline],
    ['DeadlineExceeded', 'a delivery past the deadline', workAfterDeadline],
    ['WorkerLost', 'three dead workers', loseThreeWorkers],
  ])('is %s after %s, and advises what the operation allows', async (error_code, _cause, end) => {
    const failedTask = async (operation: string): Promise<{ readonly jobId: JobId; readonly error: TaskError | undefined }> => {
      world = await World.withAccounts(A);
      const { job_id } = await world.start({ operation });
      await end(job_id);
      return { jobId: job_id, error: await taskError(job_id) };
    };

    const inventory = await failedTask('inventory');
    expect(inventory.error).toMatchObject({ error_code, message: expect.stringMatching(/ retry the job\.$/) });
    await expect(retryJob(inventory.jobId, world.deps())).resolves.toMatchObject({ total_accounts: 1 });

    const exported = await failedTask('export');
    expect(exported.error).toMatchObject({ error_code, message: expect.stringMatching(/ start "muster exports run"\.$/) });
    await expect(retryJob(exported.jobId, world.deps())).rejects.toThrow(/an export is whole or made anew/);
  });
});
