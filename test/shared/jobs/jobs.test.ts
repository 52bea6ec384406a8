import { beforeEach, describe, expect, it } from '@jest/globals';
import { coverageOf } from '../../../shared/inventory/coverage.ts';
import { Conflict } from '../../../shared/errors.ts';
import { cancelJob } from '../../../shared/jobs/cancel-job.ts';
import { endDeadLetter, parseTaskMessage } from '../../../shared/jobs/dead-letter.ts';
import { AccountLeases } from '../../../shared/jobs/account-lease.ts';
import { CloudError } from '../../../shared/clouds/cloud-error.ts';
import { type JobId, parseAccountId } from '../../../shared/ids.ts';
import type { TaskMessage } from '../../../shared/jobs/model.ts';
import { readFollowUp } from '../../../shared/jobs/follow-up.ts';
import { retryJob } from '../../../shared/jobs/retry-job.ts';
import { cloudError, fetched, NETWORK, USER } from '../../support/fake-cloud.ts';
import { isoTime } from '../../../shared/seams.ts';
import { World } from '../../support/world.ts';

const A = 'aws:111111111111';
const B = 'aws:222222222222';
const MINUTE = 60_000;

let world: World;
beforeEach(async () => {
  world = await World.withAccounts(A, B);
  world.cloud.put(A, NETWORK, 'eu-west-1', [fetched('vpc-a')]);
  world.cloud.put(B, NETWORK, 'eu-west-1', [fetched('vpc-b')]);
});

const takeMessages = () => world.queue.messages.splice(0).map(({ body }) => body as TaskMessage);
const messageFor = (account: string) => takeMessages().find(({ account_id }) => account_id === account)!;
const cancel = (jobId: string) => cancelJob(jobId, world.deps());

describe('starting a job', () => {
  it('answers with the job, and writes a task and sends a message for each enabled account', async () => {
    await world.accounts.setEnabled((await world.accounts.get('aws:222222222222' as never))!.account_id, false);
    const started = await world.start({ operation: 'inventory', service: 'ec2' });
    expect(started).toEqual({
      job_id: expect.stringMatching(/^inv-aws-ec2-20261121-143022-[0-9a-f]{6}$/),
      status: 'in_progress',
      total_accounts: 1,
    });
    expect(takeMessages()).toEqual([{ job_id: started.job_id, account_id: A }]);
    expect(await world.task(started.job_id, A)).toMatchObject({ status: 'queued', attempt: 0 });
  });

  it('keeps names in full, those of what follows too, so that they mean the same later', async () => {
    const then = { operation: 'scan', policy: 's3.*', then: { operation: 'inventory', service: 'iam' } };
    const { job_id } = await world.start({ operation: 'inventory', service: 'ec2', accounts: [A], then });
    expect(await world.job(job_id)).toMatchObject({
      service: 'aws.ec2',
      then: { operation: 'scan', policy: 'aws.s3.*', then: { operation: 'inventory', service: 'aws.iam' } },
    });
  });

  describe('where two providers have a service of one name', () => {
    const SUBSCRIPTION = 'azure:11111111-1111-1111-1111-111111111111';
    beforeEach(async () => {
      world.services = ['aws.ec2', 'aws.storage', 'azure.storage'];
      await world.accounts.add({ account_id: parseAccountId(SUBSCRIPTION), connection_id: 'azure' }, world.clock);
    });

    it('refuses the short name, with the full ones', async () => {
      await expect(world.start({ operation: 'inventory', service: 'storage' })).rejects.toMatchObject({
        field: 'service',
        message: 'service: "storage" could be aws.storage or azure.storage; write one of them.',
      });
    });

    it.each([
      ['azure.storage', [SUBSCRIPTION]],
      ['aws.storage', [A, B]],
      ['ec2', [A, B]],
      ['*', [A, B, SUBSCRIPTION]],
    ])('covers the accounts that can have %s', async (service, accounts) => {
      await world.start({ operation: 'inventory', service });
      expect(takeMessages().map(({ account_id }) => account_id)).toEqual(accounts);
    });

    it('refuses an account of another provider', async () => {
      await expect(world.start({ operation: 'inventory', service: 'azure.storage', accounts: [A] })).rejects.toMatchObject({
        field: 'accounts',
        message: `accounts: the account ${A} cannot have the service azure.storage; leave it out, or name another service.`,
      });
    });

    it('refuses a service that no account can have', async () => {
      await world.accounts.setEnabled(parseAccountId(SUBSCRIPTION), false);
      await expect(world.start({ operation: 'inventory', service: 'azure.storage' })).rejects.toThrow(
        'no account that can have the service azure.storage is registered and enabled',
      );
    });
  });

  it('accepts bare account ids, and covers each account once', async () => {
    const { total_accounts } = await world.start({ operation: 'inventory', accounts: ['111111111111', A] });
    expect(total_accounts).toBe(1);
  });

  describe('whose accounts are selected', () => {
    beforeEach(async () => {
      await world.store.update('accounts', { account_id: A }, { set: { organizational_unit: 'Prod/Web', tags: { team: 'payments' } } });
      await world.store.update('accounts', { account_id: B }, { set: { organizational_unit: 'Lab', tags: {} } });
    });

    it('covers those that match when it starts, and shows the selectors', async () => {
      const { job_id } = await world.start({ operation: 'inventory', accounts: ['unit:/Root/Prod/*', 'tag:team=pay*'] });

      expect(takeMessages().map(({ account_id }) => account_id)).toEqual([A]);
      expect((await world.job(job_id)).scope).toEqual({
        accounts: [A],
        selectors: ['tag:team=pay*', 'unit:/Root/Prod/*'],
        regions: '*',
      });
    });

    it('leaves out disabled ones, and is refused if all are disabled', async () => {
      await world.accounts.setEnabled(parseAccountId(A), false);

      expect(await world.start({ operation: 'inventory', accounts: ['unit:/*'] })).toMatchObject({ total_accounts: 1 });
      await expect(world.start({ operation: 'inventory', accounts: ['unit:/Prod/Web'] })).rejects.toThrow(
        'selects only accounts that are disabled (1)',
      );
    });

    it('is the same job when the request is repeated after more accounts match', async () => {
      const request = { operation: 'inventory', accounts: ['unit:/Prod/*'], client_token: 'night' };
      const first = await world.start(request);
      await world.store.update('accounts', { account_id: B }, { set: { organizational_unit: 'Prod' } });

      expect(await world.start(request)).toEqual(first);
      await expect(world.start({ ...request, accounts: ['name:*', 'unit:/Prod/*'] })).rejects.toThrow(Conflict);
      await expect(world.start({ ...request, accounts: ['unit:/Prod/*', A] })).rejects.toThrow(Conflict);
    });

    it('selects the accounts of a follow-up when that starts', async () => {
      await world.start({ operation: 'inventory', accounts: [A], then: { operation: 'inventory', accounts: ['name:*'] } });
      while (world.queue.messages.length > 0) await world.drainOnce();
      const [job] = (await world.jobs.list({ limit: 1 })).items;

      expect(job).toMatchObject({ total_accounts: 2, scope: { selectors: ['name:*'] } });
    });
  });

  it.each([
    [{ operation: 'inventory', accounts: ['unit:/Nowhere/*'] }, 'accounts', /"unit:\/Nowhere\/\*" selects no account/],
    [{ operation: 'inventory', accounts: [A, 'tag:'] }, 'accounts[1]', /write a pattern after the colon/],
    [{ operation: 'inventory', then: { operation: 'inventory', accounts: ['name:none'] } }, 'then.accounts', /selects no account/],
    [{}, 'operation', /operation/],
    [{ operation: 'sweep' }, 'operation', /"sweep" is not known; allowed are inventory/],
    [{ operation: 'inventory', service: 'ec3' }, 'service', /no service "ec3"; there are aws\.ec2, aws\.iam.*Did you mean ec2/],
    [{ operation: 'inventory', regions: ['eu-west-9'] }, 'regions[0]', /eu-west-1/],
    [{ operation: 'inventory', regions: [] }, 'regions', /regions/],
    [{ operation: 'inventory', accounts: [] }, 'accounts', /accounts/],
    [{ operation: 'inventory', accounts: ['12'] }, 'accounts[0]', /aws:123456789012/],
    [{ operation: 'inventory', accounts: ['333333333333'] }, 'accounts', /not registered\. Register it/],
    [{ operation: 'inventory', acounts: [A] }, 'acounts', /Did you mean accounts/],
    [{ operation: 'inventory', then: { operation: 'nope' } }, 'then.operation', /allowed are/],
    [{ operation: 'inventory', client_token: 'a b' }, 'client_token', /write 1 to 128/],
    [{ operation: 'inventory', retry_of: 'nope' }, 'retry_of', /there is no job/],
    ['inventory', 'request', /./],
  ])('refuses %j with an error that names the field, and writes nothing', async (request, field, message) => {
    world.store.requests.clear();
    const refused = world.start(request as object);
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.toMatchObject({ name: 'InvalidRequest', field });
    expect([...world.store.requests.keys()].filter((name) => /^(put|update)/.test(name))).toEqual([]);
    expect(world.queue.messages).toEqual([]);
  });

  it('refuses a listed account that is disabled, and a job for which no account is enabled', async () => {
    for (const account of [A, B]) await world.accounts.setEnabled(account as never, false);
    await expect(world.start({ operation: 'inventory', accounts: [A] })).rejects.toThrow(/disabled\. Enable it/);
    await expect(world.start()).rejects.toMatchObject({
      name: 'InvalidRequest',
      plain: 'accounts: no account is registered and enabled.',
      advice: { role: 'admin', text: 'Register one with "muster accounts add <account id>".' },
    });
  });

  it('answers a repeated request with the same job, and another request with the same client_token with a conflict', async () => {
    const request = { operation: 'inventory', client_token: 'nightly-2026-11-21' };
    const first = await world.start(request);
    world.clock.advance(5000);
    expect(await world.start(request)).toEqual(first);
    expect(takeMessages()).toHaveLength(2);
    await expect(world.start({ ...request, service: 'ec2' })).rejects.toThrow(Conflict);
  });

  it('is continued by the poller if the handler dies: it writes the missing tasks and sends the messages', async () => {
    const send = world.queue.send.bind(world.queue);
    world.queue.send = () => Promise.reject(new Error('the handler dies'));
    await expect(world.start()).rejects.toThrow('dies');
    world.queue.send = send;
    const [job] = (await world.jobs.list({ limit: 1 })).items;
    await world.poll();
    expect(takeMessages()).toEqual([]);
    world.clock.advance(2 * MINUTE);
    await world.poll();
    expect(await world.job(job!.job_id)).toMatchObject({ status: 'in_progress', total_accounts: 2 });
    while (world.queue.messages.length > 0) await world.drainOnce();
    expect(await world.job(job!.job_id)).toMatchObject({ status: 'completed', completed: 2 });
  });
});

describe('a task', () => {
  it('ends once, however often its message is delivered', async () => {
    const { job_id } = await world.start();
    const messages = takeMessages();
    for (const message of [...messages, ...messages, ...messages]) expect(await world.work(message)).toEqual({ kind: 'done' });
    const job = await world.job(job_id);
    expect(job).toMatchObject({ status: 'completed', completed: 2, totals: { inventory: { counts: { added: 2 } } } });
    for (const message of messages) await world.work(message);
    expect(await world.job(job_id)).toEqual(job);
  });

  it('is ignored if its job does not exist', async () => {
    expect(await world.work({ job_id: 'inv-x' as JobId, account_id: A as never })).toEqual({ kind: 'done' });
  });

  it("fails with the cloud's message if the role is denied, and the tasks of other accounts do not", async () => {
    world.cloud.refuse(A, cloudError('denied', 'The role arn:aws:iam::111111111111:role/MusterReadRole cannot be assumed; deploy it.'));
    const job = await world.runJob();
    expect(job).toMatchObject({ status: 'completed_with_errors', completed: 1, failed: 1 });
    expect(await world.task(job.job_id, A)).toMatchObject({
      status: 'failed',
      error: { class: 'denied', message: expect.stringContaining('MusterReadRole') },
    });
    expect(await world.accounts.get(A as never)).toMatchObject({
      status: 'failed',
      last_inventory: { job_id: job.job_id, error: expect.stringContaining('deploy it') },
    });
    expect(await world.accounts.get(B as never)).toMatchObject({ status: 'ok', resource_counts: { 'AWS::EC2::VPC': 1 } });
  });

  it('fails if there is nothing to read', async () => {
    world.cloud.regions = [];
    const job = await world.runJob({ operation: 'inventory', service: 'ec2', accounts: [A] });
    expect(job).toMatchObject({ status: 'failed' });
    expect(await world.task(job.job_id, A)).toMatchObject({ error: { error_code: 'NothingToRead' } });
  });

  it('reads a listed region even if the account has not enabled it', async () => {
    world.cloud.fail(A, NETWORK, 'us-west-2', cloudError('unsupported'));
    const job = await world.runJob({ operation: 'inventory', accounts: [A], regions: ['us-west-2', 'eu-west-1'] });
    expect(job).toMatchObject({ status: 'completed', totals: { inventory: { slices: { unsupported: 1, complete: 1 } } } });
  });

  it('fails if every slice is unsupported', async () => {
    for (const region of world.cloud.regions) world.cloud.fail(A, NETWORK, region, cloudError('unsupported'));
    const job = await world.runJob({ operation: 'inventory', service: 'ec2', accounts: [A] });
    expect(job).toMatchObject({ status: 'failed', totals: { inventory: { slices: { unsupported: 2 } } } });
    expect(await world.task(job.job_id, A)).toMatchObject({ error: { class: 'unsupported' } });
  });

  it('fails without a request to the cloud if its account was disabled meanwhile, and cannot be retried', async () => {
    const { job_id } = await world.start({ operation: 'inventory', accounts: [A] });
    await world.accounts.setEnabled(A as never, false);
    await world.drainOnce();
    expect(await world.task(job_id, A)).toMatchObject({ status: 'failed', error: { error_code: 'DisabledAccount' } });
    expect(world.cloud.apiCalls).toBe(0);
    await expect(world.start({ operation: 'inventory', retry_of: job_id })).rejects.toThrow(/still enabled/);
  });

  it('does no more work once an unexpected error has put it back in the queue', async () => {
    world.cloud.put(
      A,
      NETWORK,
      'eu-west-1',
      Array.from({ length: 20 }, (_, index) => fetched(`vpc-${index}`)),
    );
    world.cloud.put(
      A,
      NETWORK,
      'us-east-1',
      Array.from({ length: 20 }, (_, index) => fetched(`vpc-${index}`)),
    );
    const { job_id } = await world.start({ operation: 'inventory', accounts: [A] });
    const put = world.store.put.bind(world.store);
    let broken = false;
    const putMany = world.store.putMany.bind(world.store);
    world.store.putMany = async (table, items) => {
      if (table === 'resources') throw new Error('the batch is lost');
      await putMany(table, items);
    };
    world.store.put = async (table, item, condition) => {
      if (table === 'resources' && !broken) {
        broken = true;
        throw Object.assign(new Error('the table is gone'), { name: 'ResourceNotFoundException', $metadata: {} });
      }
      await put(table, item, condition);
    };
    expect(await world.work(messageFor(A))).toMatchObject({ kind: 'retry' });
    const after = { pages: world.cloud.apiCalls, rows: (await world.resources()).length };
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    expect({ pages: world.cloud.apiCalls, rows: (await world.resources()).length }).toEqual(after);
    expect(after.pages).toBeLessThan(10);
    expect(await world.task(job_id, A)).toMatchObject({ status: 'queued' });
  });

  it('is retried with growing delays while the cloud throttles, and fails at the last receive', async () => {
    world.cloud.refuse(A, cloudError('throttled'));
    const { job_id } = await world.start({ operation: 'inventory', accounts: [A] });
    const message = messageFor(A);
    const delays: number[] = [];
    for (let receive = 1; receive < 5; receive++) {
      const answer = await world.work(message, receive);
      if (answer.kind === 'retry') delays.push(answer.delay_seconds);
    }
    expect(delays).toEqual([...delays].toSorted((a, b) => a - b));
    expect(delays).toHaveLength(4);
    expect(await world.work(message, 5)).toEqual({ kind: 'done' });
    expect(await world.job(job_id)).toMatchObject({ status: 'failed', failed: 1 });
  });

  it('reads only those slices again that failed with a transient error', async () => {
    world.cloud.fail(A, NETWORK, 'us-east-1', cloudError('transient'));
    const { job_id } = await world.start({ operation: 'inventory', accounts: [A] });
    const message = messageFor(A);
    expect(await world.work(message)).toMatchObject({ kind: 'retry' });
    expect(await world.task(job_id, A)).toMatchObject({
      status: 'queued',
      position: { regions: expect.arrayContaining(['us-east-1']) },
      totals: { inventory: { slices: { complete: 2 } } },
    });
    world.cloud.heal();
    const calls = world.cloud.apiCalls;
    expect(await world.work(message, 2)).toEqual({ kind: 'done' });
    expect(world.cloud.apiCalls - calls).toBe(1);
    expect(await world.task(job_id, A)).toMatchObject({
      status: 'completed',
      totals: { inventory: { slices: { complete: 3 }, counts: { added: 1, resources: 1 } } },
    });
    expect(await world.task(job_id, A)).not.toHaveProperty('position');
  });

  it('continues with a new message when time runs short, until every slice is read', async () => {
    world.cloud.onPage = () => world.clock.advance(8 * MINUTE);
    const job = await world.runJob({ operation: 'inventory', accounts: [A] });
    expect(job).toMatchObject({ status: 'completed', totals: { inventory: { slices: { complete: 3 } } } });
    expect((await world.task(job.job_id, A)).hops).toBeGreaterThan(0);
  });

  it('ends with a partial slice, and deletes nothing of it, if the slice takes longer than an invocation and has no page tokens', async () => {
    world.cloud.givesTokens = false;
    world.cloud.put(
      A,
      NETWORK,
      'eu-west-1',
      Array.from({ length: 50 }, (_, index) => fetched(`vpc-${index}`)),
    );
    world.cloud.onPage = () => world.clock.advance(7 * MINUTE);
    const job = await world.runJob({ operation: 'inventory', service: 'ec2', accounts: [A] });
    expect(job).toMatchObject({ status: 'completed_with_errors', partial: 1 });
    expect(job.totals?.inventory?.counts.added).toBe((await world.resources()).length);
    const task = await world.task(job.job_id, A);
    expect(task.totals?.inventory?.incomplete_slices).toEqual([
      {
        outcome: 'partial',
        slices: 1,
        examples: [{ type: NETWORK.type, segment: 'eu-west-1' }],
        error: expect.objectContaining({ class: 'out_of_time' }),
      },
    ]);
    // Scans and exports read from coverage that the slice is not whole.
    const row = await world.store.get('coverage', { account_id: A, segment: 'eu-west-1' });
    expect(coverageOf(row!).slices[NETWORK.type]).toMatchObject({ outcome: 'partial', error: { class: 'out_of_time' } });
  });

  it('does not end such a slice after an attempt that began late in its invocation', async () => {
    world.cloud.givesTokens = false;
    world.cloud.put(A, NETWORK, 'eu-west-1', [fetched('vpc-1'), fetched('vpc-2'), fetched('vpc-3')]);
    const { job_id } = await world.start({ operation: 'inventory', service: 'ec2', accounts: [A] });
    let pageMs = 3 * MINUTE;
    world.cloud.onPage = () => world.clock.advance(pageMs);

    for (let attempt = 0; attempt < 3; attempt++) {
      await world.work(messageFor(A), 1, 10 * MINUTE);
      expect(await world.task(job_id, A)).toMatchObject({ status: 'queued', hops: attempt + 1 });
    }

    pageMs = MINUTE;
    await world.drainOnce();
    expect(await world.job(job_id)).toMatchObject({ status: 'completed' });
  });

  it.each([
    ['could not log in', () => world.cloud.refuse(A, new CloudError('No.', { class: 'denied', error_code: 'No' }, { apiCalls: 3 })), 3],
    [
      'met an unexpected error',
      () => {
        world.cloud.onPage = () => {
          throw new TypeError('a fault of Muster');
        };
      },
      2,
    ],
  ])('counts the requests of attempts that %s', async (_what, spoil, requests) => {
    spoil();
    const { job_id } = await world.start({ operation: 'inventory', service: 'ec2', accounts: [A] });
    const message = messageFor(A);

    for (let receive = 1; receive <= 5; receive++) await world.work(message, receive);

    const counted = world.metrics.of('cloud').reduce((sum, { values }) => sum + (values['CloudApiCalls'] ?? 0), 0);
    const { status, api_calls, attempt } = await world.task(job_id, A);
    expect(status).toBe('failed');
    expect(api_calls).toBe(counted);
    expect(await world.job(job_id)).toMatchObject({ api_calls });
    expect(api_calls).toBeGreaterThanOrEqual(requests * attempt);
  });

  it('waits for its account without using up receives while another job works on it', async () => {
    const first = await world.start({ operation: 'inventory', accounts: [A] });
    const firstMessage = messageFor(A);
    const second = await world.start({ operation: 'inventory', accounts: [A] });
    const secondMessage = messageFor(A);
    const leases = new AccountLeases(world.store, 'inventory');
    const holder = await world.task(first.job_id, A);
    await leases.take(A as never, holder, world.clock.now() + MINUTE, world.clock.now());
    expect(await world.work(secondMessage)).toEqual({ kind: 'done' });
    expect(await world.task(second.job_id, A)).toMatchObject({ status: 'queued', lost_leases: 0 });
    expect(world.queue.messages).toEqual([expect.objectContaining({ body: secondMessage, delay_seconds: expect.any(Number) })]);
    await leases.release(A as never, holder, world.clock.now());
    await world.work(firstMessage);
    await world.drainOnce();
    expect(await world.job(second.job_id)).toMatchObject({ status: 'completed' });
  });

  it('is not ended by a worker that was overtaken, and that worker writes no old resources', async () => {
    const { job_id } = await world.start({ operation: 'inventory', accounts: [A] });
    const message = messageFor(A);
    let overtaken = false;
    world.cloud.onPage = async () => {
      if (overtaken) return;
      overtaken = true;
      world.clock.advance(20 * MINUTE);
      world.cloud.put(A, NETWORK, 'eu-west-1', [fetched('vpc-a', { config: { Newer: true } })]);
      await world.work(message, 2);
    };
    await world.work(message);
    expect(await world.task(job_id, A)).toMatchObject({ status: 'completed', attempt: 2 });
    expect(await world.resource(A, 'vpc-a')).toMatchObject({ version: 1, config: { Newer: true } });
    expect(await world.job(job_id)).toMatchObject({ status: 'completed', completed: 1 });
  });
});

describe('the lease of an account', () => {
  it('is taken if a request that was carried out is repeated', async () => {
    const { job_id } = await world.start({ operation: 'inventory', accounts: [A] });
    const holder = await world.task(job_id, A);
    const leases = new AccountLeases(world.store, 'inventory');
    const now = world.clock.now();
    const update = world.store.update.bind(world.store);
    world.store.update = async (...request) => {
      await update(...request);
      return await update(...request);
    };

    expect(await leases.take(A as never, holder, now + MINUTE, now)).toMatchObject({ taken: true });

    expect(await leases.take(A as never, { ...holder, attempt: holder.attempt + 1 }, now + MINUTE, now)).toEqual({ taken: false });
  });

  it('is not released by another function that ends the same job', async () => {
    const { job_id } = await world.start({ operation: 'inventory', accounts: [A] });
    const closer = { job_id, attempt: 0 };
    const leases = new AccountLeases(world.store, 'export');
    const now = world.clock.now();
    const first = await leases.take(A as never, closer, now + MINUTE, now);
    const second = await leases.take(A as never, closer, now + 9 * MINUTE, now + 3 * MINUTE);
    expect([first, second]).toEqual([expect.objectContaining({ taken: true }), expect.objectContaining({ taken: true })]);
    const { observed_at } = first as { observed_at: string };

    await leases.release(A as never, { ...closer, observed_at }, now + 3 * MINUTE);

    expect(await world.lease(A, 'export')).toHaveProperty('lease_until', isoTime(now + 9 * MINUTE));
  });
});

describe('the poller', () => {
  it('puts the task of a dead worker back in the queue, and fails it when three workers have died', async () => {
    const { job_id } = await world.start({ operation: 'inventory', accounts: [A] });
    takeMessages();
    for (let death = 1; death <= 3; death++) {
      const task = await world.task(job_id, A);
      expect(await world.jobs.claim(task, world.clock.now() + 15 * MINUTE, world.clock.now())).toBeDefined();
      await world.poll();
      expect(await world.task(job_id, A)).toMatchObject({ status: 'in_progress' });
      world.clock.advance(16 * MINUTE);
      await world.poll();
      expect(takeMessages()).toHaveLength(death < 3 ? 1 : 0);
    }
    expect(await world.task(job_id, A)).toMatchObject({ status: 'failed', error: { class: 'lost' } });
    expect(await world.job(job_id)).toMatchObject({ status: 'failed', failed: 1 });
  });

  it('sends a lost message again when the queue has been empty for a while, and not before', async () => {
    const { job_id } = await world.start({ operation: 'inventory', accounts: [A] });
    const lost = takeMessages();
    await world.poll();
    expect(takeMessages()).toEqual([]);
    world.clock.advance(4 * MINUTE);
    await world.poll();
    expect(takeMessages()).toEqual(lost);
    await world.poll();
    expect(takeMessages()).toEqual([]);
    expect(await world.task(job_id, A)).toMatchObject({ resends: 1 });
  });

  it('sends no message again while the queue still holds messages', async () => {
    await world.start();
    world.clock.advance(10 * MINUTE);
    await world.poll();
    expect(takeMessages()).toHaveLength(2);
  });

  it('ends every job at its deadline', async () => {
    const { job_id } = await world.start();
    await world.work(messageFor(B));
    world.clock.advance(6 * 60 * MINUTE + 1);
    await world.poll();
    expect(await world.job(job_id)).toMatchObject({ status: 'completed_with_errors', completed: 1, failed: 1 });
    expect(await world.task(job_id, A)).toMatchObject({ error: { class: 'deadline' } });
    expect(world.log.entries).toContainEqual(expect.objectContaining({ message: 'Job ended by its deadline.' }));
  });

  it('closes a job whose counters missed a task', async () => {
    const { job_id } = await world.start();
    const messages = takeMessages();
    const count = world.jobs.count.bind(world.jobs);
    expect(count).toBeDefined();
    await world.work(messages[0]!);
    await world.store.update('jobs', { job_id }, { set: { completed: 0 } });
    await world.work(messages[1]!);
    expect(await world.job(job_id)).toMatchObject({ status: 'in_progress', completed: 1 });
    await world.poll();
    expect(await world.job(job_id)).toMatchObject({ status: 'completed', completed: 2 });
  });

  it('ends a job at its deadline whose start was interrupted, even while another function holds the start', async () => {
    world.queue.send = async () => {
      throw new Error('The queue is away.');
    };
    await expect(world.start({ operation: 'inventory' })).rejects.toThrow('away');
    const { job_id } = (await world.jobs.list({ limit: 1 })).items[0]!;
    world.clock.advance(7 * 60 * MINUTE);
    await world.store.update('jobs', { job_id }, { set: { enqueue_until: isoTime(world.clock.now() + 5 * MINUTE) } });

    await world.poll();

    expect(await world.job(job_id)).toMatchObject({ status: 'failed', failed: 2, total_accounts: 2 });
  });

  it('ends the other jobs if one of them causes an error', async () => {
    const first = await world.start({ operation: 'inventory', accounts: [A] });
    takeMessages();
    const second = await world.start({ operation: 'inventory', accounts: [B] });
    takeMessages();
    world.clock.advance(7 * 60 * MINUTE);
    await world.store.update('jobs', { job_id: first.job_id }, { set: { deadline: 5 } });
    await world.poll();
    expect(await world.job(second.job_id)).toMatchObject({ status: 'failed' });
  });
});

describe('dead letters', () => {
  it('end their task and close the job', async () => {
    const { job_id } = await world.start({ operation: 'inventory', accounts: [A] });
    await endDeadLetter(JSON.stringify(messageFor(A)), world.deps());
    expect(await world.task(job_id, A)).toMatchObject({ status: 'failed', error: { class: 'dead_lettered' } });
    expect(await world.job(job_id)).toMatchObject({ status: 'failed' });
  });

  it('leave a task alone that a worker holds', async () => {
    const { job_id } = await world.start({ operation: 'inventory', accounts: [A] });
    const message = messageFor(A);
    await world.jobs.claim(await world.task(job_id, A), world.clock.now() + MINUTE, world.clock.now());
    await endDeadLetter(JSON.stringify(message), world.deps());
    expect(await world.task(job_id, A)).toMatchObject({ status: 'in_progress' });
  });

  it.each(['', 'not json', '{}', '{"job_id":1,"account_id":"a"}', JSON.stringify({ job_id: 'x'.repeat(3000), account_id: 'a' }), '[]'])(
    'that are no task messages (%j) are logged without their text',
    async (body) => {
      expect(parseTaskMessage(body)).toBeUndefined();
      await endDeadLetter(body, world.deps());
      expect(world.log.entries.at(-1)).toMatchObject({ level: 'warn', fields: { bytes: body.length } });
    },
  );
});

describe('cancelling a job', () => {
  it('ends queued tasks at once', async () => {
    const { job_id } = await world.start();
    expect(await cancel(job_id)).toMatchObject({ status: 'cancelled', failed: 2 });
    await world.drainOnce();
    expect(await world.resources()).toEqual([]);
    await expect(cancel(job_id)).rejects.toThrow(Conflict);
    await expect(cancel('inv-nope')).rejects.toThrow(/no job/);
  });

  it('ends a task that a worker holds when the worker next reads the job', async () => {
    world.cloud.pageSize = 1;
    world.cloud.put(
      A,
      NETWORK,
      'eu-west-1',
      Array.from({ length: 5 }, (_, index) => fetched(`vpc-${index}`)),
    );
    const { job_id } = await world.start({ operation: 'inventory', accounts: [A] });
    let cancelled = false;
    world.cloud.onPage = async () => {
      world.clock.advance(10_000);
      if (cancelled) return;
      cancelled = true;
      expect(await cancel(job_id)).toMatchObject({ status: 'in_progress' });
    };
    await world.work(messageFor(A));
    expect(await world.job(job_id)).toMatchObject({ status: 'cancelled', failed: 1 });
    expect((await world.resources()).length).toBeLessThan(5);
  });
});

describe('retrying a job', () => {
  it('starts a new job over the failed and partial accounts only', async () => {
    world.cloud.refuse(A, cloudError('denied'));
    const job = await world.runJob({ operation: 'inventory', service: 'ec2', regions: ['eu-west-1'] });
    world.cloud.heal();
    const retried = await retryJob(job.job_id, world.deps());
    expect(retried.total_accounts).toBe(1);
    await world.drainOnce();
    expect(await world.job(retried.job_id)).toMatchObject({
      status: 'completed',
      service: 'aws.ec2',
      scope: { accounts: [A], regions: ['eu-west-1'] },
      retry_of: job.job_id,
    });
    expect(await world.job(job.job_id)).toEqual(job);
    await expect(retryJob(retried.job_id, world.deps())).rejects.toThrow(/no failed or partial/);
  });

  it('is refused while the job runs', async () => {
    const { job_id } = await world.start();
    await expect(retryJob(job_id, world.deps())).rejects.toThrow(Conflict);
  });
});

describe('a follow-up', () => {
  it('starts once, over the same accounts, when the job has ended', async () => {
    const { job_id } = await world.start({ operation: 'inventory', accounts: [A], then: { operation: 'inventory', service: 'iam' } });
    const [message] = takeMessages();
    await world.work(message!);
    const job = await world.job(job_id);
    expect(job).toMatchObject({ status: 'completed', then_job_id: expect.stringMatching(/^inv-aws-iam-/) });
    expect(await world.job(job.then_job_id!)).toMatchObject({ scope: { accounts: [A] }, total_accounts: 1 });
    await world.work(message!);
    await world.poll();
    expect((await world.jobs.list({ limit: 10 })).items).toHaveLength(2);
  });

  it('over thousands of listed accounts leaves the row of its job small, and covers them all', async () => {
    const ids = Array.from({ length: 4000 }, (_, place) => `aws:${String(place + 1).padStart(12, '0')}`);
    for (const id of ids) await world.accounts.add({ account_id: parseAccountId(id), connection_id: 'aws' }, world.clock);
    const then = { operation: 'scan', accounts: ids, then: { operation: 'inventory', service: 'iam', accounts: ids.slice(0, 200) } };
    const { job_id } = await world.start({ operation: 'inventory', accounts: [A], then });
    const job = await world.job(job_id);
    expect(job.then).toEqual({
      operation: 'scan',
      accounts: 'listed',
      then: { operation: 'inventory', service: 'aws.iam', accounts: 'listed' },
    });
    expect(JSON.stringify(job).length).toBeLessThan(2000);
    await world.work(messageFor(A));
    const next = await world.job((await world.job(job_id)).then_job_id!);
    expect(next).toMatchObject({ operation: 'scan', total_accounts: 4000, scope: { accounts: 'listed' }, then: { accounts: 'listed' } });
    expect(await readFollowUp(world.store, next.plan_id, next.then!)).toEqual({
      operation: 'inventory',
      service: 'aws.iam',
      accounts: ids.slice(0, 200),
    });
  });

  it('is not started after a cancelled job, and does not keep the job open if it is refused', async () => {
    const { job_id } = await world.start({ operation: 'inventory', accounts: [A], then: { operation: 'inventory', accounts: [B] } });
    await world.accounts.setEnabled(B as never, false);
    await world.drainOnce();
    expect(await world.job(job_id)).toMatchObject({ status: 'completed', then_error: expect.stringContaining('disabled') });
    const second = await world.start({ operation: 'inventory', accounts: [A], then: { operation: 'inventory' } });
    await cancel(second.job_id);
    expect((await world.jobs.list({ limit: 10 })).items).toHaveLength(2);
  });
});

describe('runs of one account', () => {
  it('are ordered even if the clock of the later one is behind', async () => {
    world.cloud.put(A, USER, 'global', [fetched('alice')]);
    await world.runJob({ operation: 'inventory', accounts: [A] });
    world.clock.advance(-60 * MINUTE);
    world.cloud.put(A, USER, 'global', []);
    const job = await world.runJob({ operation: 'inventory', accounts: [A] });
    expect(job.totals?.inventory?.counts).toMatchObject({ deleted: 1 });
  });
});
