import { describe, expect, it } from '@jest/globals';
import { isEnded } from '../../shared/jobs/model.ts';
import { demoAccounts } from '../../shared/clouds/aws/demo/accounts.ts';
import { eventually } from './support/eventually.ts';
import { expectNothingLost } from './support/nothing-lost.ts';
import { spawnPlatform, startProcess, temporaryFolder, type Started } from './support/processes.ts';
import { tinyDisk } from './support/tiny-disk.ts';

const ACCOUNTS = 10;
/** A disk of this size cannot hold the stack's bundles. */
const TINY = 1_000_000;
/** Five times what the stack's bundles take: the job is well under way before the test itself fills the disk. */
const ENOUGH = 256_000_000;
const OPTIONS = ['--no-job', '--accounts', String(ACCOUNTS)];

/** The output has one sentence that says what is wrong and what to do, and no stack trace. */
async function expectFullDisk(platform: Started, data: string): Promise<void> {
  let code: number | NodeJS.Signals | undefined;
  void platform.exited.then((end) => (code = end));
  await eventually('the platform to end', () => code, platform.output);
  expect(
    platform
      .output()
      .split('\n')
      .filter((line) => line.startsWith(`The disk that holds ${data} is full: free some space and start again.`)),
  ).toHaveLength(1);
  expect(platform.output()).not.toMatch(/^\s+at /m);
  expect(code).toBe(1);
}

describe('a full disk', () => {
  it('prevents a start, and a start with free space succeeds', async () => {
    const disk = await tinyDisk(await temporaryFolder(), TINY);

    await expectFullDisk(await spawnPlatform({ ...disk, options: OPTIONS }), disk.data);

    const { api } = await startProcess({ data: disk.elsewhere, options: OPTIONS });
    await api.register(demoAccounts(ACCOUNTS));
    const { job_id } = await api.start({ service: 's3' });
    expect(await api.ended(job_id)).toMatchObject({ status: 'completed_with_errors', completed: ACCOUNTS - 1, failed: 1 });
    await expectNothingLost(api, { service: 's3' });
  });

  it('ends the platform during a job, and a start with free space continues the job', async () => {
    const disk = await tinyDisk(await temporaryFolder(), ENOUGH);
    const full = await startProcess({ ...disk, options: OPTIONS });
    await full.api.register(demoAccounts(ACCOUNTS));
    const { job_id } = await full.api.start();
    const job = await full.api.reached(job_id, 3);
    expect(isEnded(job.status)).toBe(false);
    await disk.fill(full.child.pid ?? 0);
    await expectFullDisk(full, disk.data);

    const { api } = await startProcess({ data: disk.elsewhere, options: OPTIONS });
    const ended = await api.ended(job_id);

    expect(ended).toMatchObject({
      status: 'completed_with_errors',
      total_accounts: ACCOUNTS,
      completed: ACCOUNTS - 2,
      partial: 1,
      failed: 1,
    });
    await expectNothingLost(api);
  });
});
