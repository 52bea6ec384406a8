/** Who is told that a job has ended. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Principal } from '../../../shared/access/principal.ts';
import { cancelJob } from '../../../shared/jobs/cancel-job.ts';
import { retryJob } from '../../../shared/jobs/retry-job.ts';
import { OPERATORS } from '../../../shared/notifications/model.ts';
import { notificationsOf } from '../../../shared/notifications/notify.ts';
import { accountRow, apiFixture, JOB_ID, jobRow, taskRow, TIME } from '../../support/api-fixture.ts';
import { send } from '../../support/conforming-api.ts';
import { cloudError, fetched, NETWORK } from '../../support/fake-cloud.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { ACME, callerOf } from '../../support/two-customers.ts';
import { World } from '../../support/world.ts';

const { customer_id, accounts } = ACME;
const A = accounts[0]!;

describe('the end of a job', () => {
  let world: World;
  beforeEach(async () => {
    world = await World.withAccounts(A);
    world.cloud.put(A, NETWORK, 'eu-west-1', [fetched('vpc-a')]);
  });

  const toldOf = (jobId: string): readonly string[] =>
    world.bus.publisher
      .of('muster.job.ended')
      .filter(({ subject }) => subject === jobId)
      .flatMap((event) => notificationsOf(event, world.clock.now()))
      .map(({ recipient }) => recipient);
  const finish = async () => {
    while (world.queue.messages.length > 0) await world.drainOnce();
  };

  it('is told to the customer whose user started it, and to operators', async () => {
    const { job_id } = await world.runJob({ operation: 'inventory', accounts: [A], customer_id });

    expect(toldOf(job_id)).toEqual([customer_id, OPERATORS]);
  });

  it('is told to operators alone if the schedule or one of them started it, whoever owns its accounts', async () => {
    await world.store.update('accounts', { account_id: A }, { set: { customer_id } });
    const { job_id } = await world.runJob({ operation: 'inventory', accounts: [A] });

    expect(toldOf(job_id)).toEqual([OPERATORS]);
  });

  it('is told to the customer also if it was cancelled', async () => {
    const { job_id } = await world.start({ operation: 'inventory', accounts: [A], customer_id });
    await cancelJob(job_id, world.deps());

    expect(toldOf(job_id)).toEqual([customer_id, OPERATORS]);
  });

  it('is told to the customer for each job that follows, too', async () => {
    const service = 'iam';
    const then = { operation: 'inventory', service, then: { operation: 'inventory', service } };
    await world.runJob({ operation: 'inventory', accounts: [A], customer_id, then });

    const jobs = (await world.jobs.list({ limit: 10 })).items;
    expect(jobs).toHaveLength(3);
    for (const { job_id } of jobs) expect(toldOf(job_id)).toEqual([customer_id, OPERATORS]);
  });

  it('is told to whoever retried the job, which need not be who started it', async () => {
    world.cloud.refuse(A, cloudError('denied'));
    const first = await world.runJob({ operation: 'inventory', accounts: [A] });
    const theirs = await retryJob(first.job_id, { ...world.deps(), customer_id });
    await finish();
    const ours = await retryJob(theirs.job_id, world.deps());
    await finish();

    expect([first, theirs, ours].map(({ job_id }) => toldOf(job_id))).toEqual([[OPERATORS], [customer_id, OPERATORS], [OPERATORS]]);
  });
});

describe('the API', () => {
  const OWN = callerOf(ACME, 'operator');
  const STAFF: Principal = { ...OWN, scope: { kind: 'limited', accounts: new Set(accounts) } };
  const fixture = async (caller: Principal) => {
    const store = new MemoryStore();
    await store.put('accounts', { ...accountRow({ account_id: A }), customer_id });
    await store.put('jobs', jobRow({ job_id: JOB_ID, status: 'failed', total_accounts: 1, failed: 1, created_at: TIME }));
    await store.put('job_tasks', taskRow({ job_id: JOB_ID, account_id: A, status: 'failed' }));
    return apiFixture(store, undefined, () => Promise.resolve(caller));
  };

  it.each([
    ['of a customer', OWN, customer_id],
    ['of some accounts', STAFF, undefined],
  ])('says which customer’s the job is that a user %s starts or retries', async (_whose, caller, expected) => {
    const { app, jobs } = await fixture(caller);
    expect((await send(app, '/jobs', { body: { operation: 'inventory', accounts: [A] } })).status).toBe(202);
    expect((await send(app, `/jobs/${JOB_ID}/retry`, { method: 'POST' })).status).toBe(202);

    expect(jobs.started.map((request) => request.customer_id)).toEqual([expected]);
    expect(jobs.retriedFor).toEqual([expected]);
  });

  it('takes that from no body', async () => {
    const { app, jobs } = await fixture(STAFF);
    const answer = await send(app, '/jobs', { body: { operation: 'inventory', accounts: [A], customer_id } });

    expect(answer).toMatchObject({ status: 400, body: { detail: expect.stringContaining('customer_id') } });
    expect(jobs.started).toEqual([]);
  });
});
