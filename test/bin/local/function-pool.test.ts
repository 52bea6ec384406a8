import { afterEach, describe, expect, it } from '@jest/globals';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { FunctionPool } from '../../../bin/local/function-pool.ts';
import { temporaryFolder } from './support/assembly.ts';

const pools: FunctionPool[] = [];
afterEach(() => Promise.all(pools.splice(0).map((pool) => pool.stop())));

interface Started {
  readonly pool: FunctionPool;
  readonly printed: () => string;
  readonly call: (event?: unknown) => Promise<{ readonly answer: unknown; readonly errorType: string | undefined }>;
}

interface StartOptions {
  readonly timeoutSeconds?: number;
  readonly concurrency?: number;
  readonly idleMs?: number;
  readonly makeRoom?: () => void;
}

async function startFunction(
  source: string,
  { timeoutSeconds = 10, concurrency = 1, idleMs, makeRoom }: StartOptions = {},
): Promise<Started> {
  const directory = await temporaryFolder();
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, 'index.mjs'), source);
  const log = new PassThrough();
  let printed = '';
  log.on('data', (chunk) => (printed += String(chunk)));
  const model = {
    name: 'thing',
    arn: 'arn:aws:lambda:us-east-1:000000000000:function:thing',
    directory,
    handler: 'index.handler',
    environment: { GIVEN: 'by the template' },
    timeoutSeconds,
    memoryMb: 128,
    grants: [],
    async: { retries: 0, maxAgeSeconds: 60 },
  };
  const pool = new FunctionPool(model, {
    concurrency,
    variables: { EXTRA: 'by the platform' },
    log,
    ...(idleMs !== undefined && { idleMs }),
    ...(makeRoom && { makeRoom }),
  });
  pools.push(pool);
  return {
    pool,
    printed: () => printed,
    call: async (event = {}) => {
      const { payload, error } = await pool.invoke(JSON.stringify(event));
      return { answer: JSON.parse(payload) as unknown, errorType: error?.errorType };
    },
  };
}

describe('a function', () => {
  it("gets its event, its own environment and Lambda's context", async () => {
    const { call } = await startFunction(`
      export const handler = async (event, context) => ({
        event, name: context.functionName, arn: context.invokedFunctionArn, memory: context.memoryLimitInMB, request: context.awsRequestId,
        remaining: context.getRemainingTimeInMillis(),
        environment: process.env,
      });`);

    const { answer } = await call({ a: 1 });

    expect(answer).toMatchObject({
      event: { a: 1 },
      name: 'thing',
      arn: 'arn:aws:lambda:us-east-1:000000000000:function:thing',
      memory: '128',
      request: expect.stringMatching(/^[0-9a-f-]{36}$/),
      environment: { GIVEN: 'by the template', EXTRA: 'by the platform', AWS_LAMBDA_FUNCTION_NAME: 'thing', AWS_REGION: 'us-east-1' },
    });
    const { remaining, environment } = answer as { remaining: number; environment: Record<string, string> };
    expect(remaining).toBeGreaterThan(0);
    expect(remaining).toBeLessThanOrEqual(10_000);
    expect(Object.keys(environment)).not.toContain('PATH');
  });

  it('prints the error that it throws, without secrets', async () => {
    const { call, printed } = await startFunction(`
      export const handler = async () => { throw new TypeError('refused', { cause: new Error('key AKIAIOSFODNN7EXAMPLE, password=hunter2hunter2') }); };`);

    const { errorType } = await call();

    expect(errorType).toBe('TypeError');
    expect(printed()).toMatch(/TypeError: refused\n +at [^]*key AKIA…, password=\[redacted\]/);
    expect(printed()).not.toContain('hunter2');
  });

  it('is reported with its error, without secrets', async () => {
    const { call, printed } = await startFunction(`export const handler = async () => { throw new Error('key AKIAIOSFODNN7EXAMPLE'); };`);

    await call();

    expect(printed()).toMatch(/^REPORT RequestId: .* Error: key AKIA…$/m);
    expect(printed()).not.toContain('AKIAIOSFODNN7EXAMPLE');
  });

  it("returns a thrown error in Lambda's form, and runs the next invocation", async () => {
    const { call } = await startFunction(
      `export const handler = async (event) => { if (event.fail) throw new RangeError('too far'); return 'fine'; };`,
    );

    const failed = await call({ fail: true });

    expect(failed.errorType).toBe('RangeError');
    expect(failed.answer).toEqual({
      errorType: 'RangeError',
      errorMessage: 'too far',
      trace: expect.arrayContaining(['RangeError: too far']),
    });
    expect(await call()).toEqual({ answer: 'fine', errorType: undefined });
  });

  it('is ended at its timeout, and starts anew', async () => {
    const { call } = await startFunction(
      `let calls = 0; export const handler = async (event) => { calls += 1; if (event.hang) while (true); return calls; };`,
      { timeoutSeconds: 0.3 },
    );

    const cut = await call({ hang: true });

    expect(cut.errorType).toBe('Sandbox.Timedout');
    expect(cut.answer).toMatchObject({ errorMessage: expect.stringContaining('Task timed out after 0.30 seconds') });
    expect(await call()).toEqual({ answer: 1, errorType: undefined });
  });

  it.each([
    ['exits', 'process.exit(3)', 'Runtime exited with code 3'],
    ['does not handle a rejected promise', "Promise.reject(new Error('nobody listens')); await new Promise(() => {})", 'nobody listens'],
  ])('that %s fails its invocation and no other', async (_, statement, message) => {
    const { call } = await startFunction(`export const handler = async (event) => { if (event.bad) { ${statement}; } return 'fine'; };`);

    const died = await call({ bad: true });

    expect(died).toMatchObject({ errorType: 'Runtime.ExitError', answer: { errorMessage: expect.stringContaining(message) } });
    expect((await call()).answer).toBe('fine');
  });

  it('that crashes during an invocation fails that invocation and no other', async () => {
    const { call, pool } = await startFunction(
      `export const handler = async (event) => { if (event.wait) await new Promise(() => setInterval(() => {}, 1000)); return 'fine'; };`,
    );
    await call();

    const idle = await pool.crash();
    const crashed = call({ wait: true });
    while (!(await pool.crash())) await sleep(1);

    expect(idle).toBe(false);
    expect(await crashed).toMatchObject({ errorType: 'Runtime.ExitError', answer: { errorMessage: 'Runtime exited with code 1' } });
    expect((await call()).answer).toBe('fine');
  });

  it.each([
    ['does not load', `throw new Error('no init'); export const handler = 1;`, { errorType: 'Error', answer: { errorMessage: 'no init' } }],
    ['lacks its handler', `export const other = 1;`, { errorType: 'Runtime.HandlerNotFound' }],
  ])('that %s fails each invocation with that error', async (_, source, expected) => {
    const { call } = await startFunction(source);

    expect(await call()).toMatchObject(expected);
    expect(await call()).toMatchObject(expected);
  });

  it('returns null if its handler returns nothing', async () => {
    const { call } = await startFunction(`export const handler = async () => undefined;`);

    expect((await call()).answer).toBeNull();
  });

  it('fails if its response is larger than Lambda allows', async () => {
    const { call } = await startFunction(`export const handler = async () => 'x'.repeat(6 * 1024 * 1024);`);

    expect((await call()).errorType).toBe('Function.ResponseSizeTooLarge');
  });

  it('writes its output to its log, with a report of each invocation', async () => {
    const { call, printed, pool } = await startFunction(`export const handler = async () => { console.log('hello from inside'); };`);

    await call();
    await pool.stop();

    expect(printed()).toContain('hello from inside');
    expect(printed()).toMatch(/REPORT RequestId: [0-9a-f-]{36} Duration: [\d.]+ ms ok/);
  });

  it('runs one invocation at a time in each environment, and no more environments than its concurrency', async () => {
    const { call } = await startFunction(
      `import { threadId } from 'node:worker_threads';
       let running = 0;
       export const handler = async () => {
         running += 1;
         const together = running;
         await new Promise((resolve) => setTimeout(resolve, 20));
         running -= 1;
         return { threadId, together };
       };`,
      { concurrency: 2 },
    );

    const answers = await Promise.all(Array.from({ length: 6 }, () => call()));

    const results = answers.map(({ answer }) => answer as { threadId: number; together: number });
    expect(new Set(results.map(({ threadId }) => threadId)).size).toBe(2);
    expect(results.map(({ together }) => together)).toEqual([1, 1, 1, 1, 1, 1]);
  });

  it('ends an environment that has had no invocation for a time, and starts another when it is called', async () => {
    const { call, pool } = await startFunction(`let calls = 0; export const handler = async () => ++calls;`, { idleMs: 50 });
    expect((await call()).answer).toBe(1);
    expect((await call()).answer).toBe(2);

    while (pool.size > 0) await sleep(10);

    expect((await call()).answer).toBe(1);
  });

  it('ends idle environments when told to, and starts anew for the next invocation', async () => {
    const { call, pool } = await startFunction(`let calls = 0; export const handler = async () => ++calls;`, { idleMs: 60_000 });
    await call();
    await call();
    pool.endIdle();

    expect(pool.size).toBe(0);
    expect((await call()).answer).toBe(1);
  });

  it('ends no environment without a limit of its idle time, and none that works', async () => {
    const kept = await startFunction(`let calls = 0; export const handler = async () => ++calls;`);
    await kept.call();
    kept.pool.endIdle();
    const slow = `export const handler = async () => new Promise((done) => setTimeout(() => done('done'), 200));`;
    const working = await startFunction(slow, { idleMs: 60_000 });
    const answer = working.call();
    working.pool.endIdle();

    expect((await kept.call()).answer).toBe(2);
    expect((await answer).answer).toBe('done');
  });

  it('asks for room before each start, and not for an environment that there is', async () => {
    let asked = 0;
    const source = `export const handler = async (event) => { if (event.crash) process.exit(1); };`;
    const { call } = await startFunction(source, { makeRoom: () => (asked += 1) });
    await call();
    await call();
    expect(asked).toBe(1);
    await call({ crash: true });
    await call();
    expect(asked).toBe(2);
  });

  it('keeps an environment that is started before its first use longer than one that has been used', async () => {
    const { call, pool } = await startFunction(`let calls = 0; export const handler = async () => ++calls;`, { idleMs: 1500 });
    await pool.warm(1);
    await sleep(2500);
    expect(pool.size).toBe(1);
    await call();
    while (pool.size > 0) await sleep(10);

    expect((await call()).answer).toBe(1);
  });

  it('keeps an environment without a limit of its idle time', async () => {
    const { call, pool } = await startFunction(`let calls = 0; export const handler = async () => ++calls;`);
    await call();
    await sleep(200);

    expect(pool.size).toBe(1);
    expect((await call()).answer).toBe(2);
  });
});
