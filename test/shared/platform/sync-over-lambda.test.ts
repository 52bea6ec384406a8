import type { LambdaClient } from '@aws-sdk/client-lambda';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { AccountDirectory } from '../../../shared/connections/account-repository.ts';
import { ConnectionDirectory } from '../../../shared/connections/connection-repository.ts';
import type { Overview } from '../../../shared/connections/subscription-agent.ts';
import { answerSync, isSync, syncOverLambda } from '../../../shared/platform/sync-over-lambda.ts';
import { RememberedJobs, SYNCED } from '../../support/api-fixture.ts';
import { KeptLog, ManualClock } from '../../support/fakes.ts';
import { MemoryStore } from '../../support/memory-store.ts';

const JOB = { operation: 'inventory', client_token: 'nightly-1' };
const never = new AbortController().signal;
const EMPTY: Overview = { seen: [], failed: [] };

let jobs: RememberedJobs;
let log: KeptLog;
beforeEach(() => {
  jobs = new RememberedJobs();
  log = new KeptLog();
});

const answered = async (event: Parameters<typeof answerSync>[0], overview: () => Promise<Overview>, msLeft = 600_000) => {
  const store = new MemoryStore();
  const clock = new ManualClock();
  return await answerSync(event, {
    agent: { overview },
    connections: new ConnectionDirectory(store),
    accounts: new AccountDirectory(store),
    clock,
    starter: jobs,
    log,
    until: clock.now() + msLeft,
    late: AbortSignal.timeout(msLeft),
  });
};

describe('a sync of accounts by the worker', () => {
  it('is asked for in an event that the worker knows from a batch of messages', async () => {
    const sent: { readonly Payload: string }[] = [];
    const client = {
      send: ({ input }: { readonly input: { readonly Payload: string } }) => {
        sent.push(input);
        return Promise.resolve({ Payload: Buffer.from(JSON.stringify(SYNCED)) });
      },
    } as unknown as LambdaClient; // The part of the client that is called.

    expect(await syncOverLambda(client, 'worker', { dry_run: true }, never)).toEqual(SYNCED);

    const event: unknown = JSON.parse(sent[0]!.Payload);
    expect(event).toEqual({ sync_accounts: { dry_run: true } });
    expect(isSync(event)).toBe(true);
    expect(isSync({ Records: [] })).toBe(false);
    expect(isSync({ sync_accounts: {}, Records: [] })).toBe(false);
  });

  it('fails without the words of the worker, which may be anything', async () => {
    const client = {
      send: () => Promise.resolve({ FunctionError: 'Unhandled', Payload: Buffer.from('"planted"') }),
    } as unknown as LambdaClient; // The part of the client that is called.

    await expect(syncOverLambda(client, 'worker', {}, never)).rejects.toThrow('The sync of accounts failed in the worker: Unhandled.');
  });

  it('has no answer yet if it takes longer than its caller waits', async () => {
    const client = { send: () => Promise.reject(new Error('aborted')) } as unknown as LambdaClient; // The part of the client that is called.

    await expect(syncOverLambda(client, 'worker', {}, never)).rejects.toThrow('aborted');
    expect(await syncOverLambda(client, 'worker', {}, AbortSignal.abort())).toBeUndefined();
  });

  it('starts no job unless it is given one', async () => {
    expect(await answered({ sync_accounts: {} }, () => Promise.resolve(EMPTY))).toMatchObject({ changes: [] });
    expect(jobs.started).toEqual([]);
  });

  it('starts the job that follows after the accounts are synced', async () => {
    let startedBefore = -1;
    const answer = await answered({ sync_accounts: {}, then: JOB }, () => {
      startedBefore = jobs.started.length;
      return Promise.resolve(EMPTY);
    });

    expect(startedBefore).toBe(0);
    expect(jobs.started).toEqual([JOB]);
    expect(answer).toMatchObject({ status: 'in_progress' });
  });

  it.each([
    ['fails', () => Promise.reject(new Error('no network')), 600_000],
    ['never ends', () => new Promise<never>(() => {}), 20],
  ])('starts the job also if the sync %s, and logs that', async (_, overview, msLeft) => {
    await answered({ sync_accounts: {}, then: JOB }, overview, msLeft);

    expect(jobs.started).toEqual([JOB]);
    expect(JSON.stringify(log)).toContain('The accounts could not be synced');
  });
});
