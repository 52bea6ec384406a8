import { describe, expect, it } from '@jest/globals';
import { demoAccounts } from '../../shared/clouds/aws/demo/accounts.ts';
import { isEnded } from '../../shared/jobs/model.ts';
import { expectNothingLost } from './support/nothing-lost.ts';
import { startProcess, temporaryFolder, type Started } from './support/processes.ts';

const ACCOUNTS = 10;

describe('a platform that is killed during a job', () => {
  it('continues the job after every kill, and loses and duplicates nothing', async () => {
    const data = await temporaryFolder();
    const start = (): Promise<Started> => startProcess({ data, options: ['--no-job', '--accounts', String(ACCOUNTS)] });
    let platform = await start();
    await platform.api.register(demoAccounts(ACCOUNTS));
    // The platform is killed during the request, so the job may be missing, incomplete or complete. With its token, the request can be repeated.
    const request = { client_token: 'chaos' } as const;
    const asked = platform.api.start(request).catch(() => undefined);
    await platform.api.request('GET', '/jobs?limit=1');
    await platform.kill();
    await asked;

    platform = await start();
    const { job_id } = await platform.api.start(request);
    // Each kill costs every account at work a delivery of its message, and an account has five.
    for (const accounts of [1, 5]) {
      const job = await platform.api.reached(job_id, accounts);
      expect(isEnded(job.status)).toBe(false);
      await platform.kill();
      platform = await start();
    }
    const job = await platform.api.ended(job_id);

    expect(job).toMatchObject({
      status: 'completed_with_errors',
      total_accounts: ACCOUNTS,
      completed: ACCOUNTS - 2,
      partial: 1,
      failed: 1,
    });
    await expectNothingLost(platform.api);
    expect(await platform.interrupt()).toBe(0);
  });
});
