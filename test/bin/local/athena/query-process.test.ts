/** The life of the process that runs SQL, by scripts in its place. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { QueryProcess } from '../../../../bin/local/athena/query-process.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'muster-process-test-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const started: QueryProcess[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((each) => each.stop()));
});

/** A process that does with a statement as the statement says. */
function processOf(options: { readonly idleMs?: number } = {}): QueryProcess {
  const script = join(folder, 'script.mjs');
  writeFileSync(
    script,
    `process.on('message', ({ kind, sql }) => {
      if (kind === 'end') process.exit(0);
      if (kind === 'run' && sql === 'die') process.kill(process.pid, 'SIGKILL');
      if (kind === 'run' && sql === 'stay') for (;;);
      const answer = () => process.send({ kind: 'failed', message: sql === 'variables' ? Object.keys(process.env).join() : String(process.pid) });
      if (kind === 'run') sql === 'wait' ? setTimeout(answer, 500) : answer();
    });`,
  );
  const made = new QueryProcess({ s3: '', bucket: '', script, interruptMs: 50, ...options });
  started.push(made);
  return made;
}

const pidOf = async (queries: QueryProcess): Promise<string> => {
  const answer = await queries.run('pid', '');
  return answer.kind === 'failed' ? answer.message : '';
};

describe('the process of queries', () => {
  it('starts with the first statement, stays for the next, and ends when it is stopped', async () => {
    const queries = processOf();
    expect(queries.isThere).toBe(false);
    const pid = await pidOf(queries);
    expect(await pidOf(queries)).toBe(pid);
    expect(queries.isThere).toBe(true);

    await queries.stop();
    expect(queries.isThere).toBe(false);
    expect(() => process.kill(Number(pid), 0)).toThrow('ESRCH');
  });

  it('ends when it has had nothing to do for a while, and starts again', async () => {
    const queries = processOf({ idleMs: 10 });
    const pid = await pidOf(queries);
    while (queries.isThere) await new Promise((resolve) => setTimeout(resolve, 5));

    expect(await pidOf(queries)).not.toBe(pid);
  });

  it('fails its statement when it dies, and another process runs the next', async () => {
    const queries = processOf();

    expect(await queries.run('die', '')).toEqual({ kind: 'failed', message: expect.stringContaining('needed too much memory') });
    expect(await pidOf(queries)).toMatch(/^\d+$/);
  });

  it('may be stopped while another one already runs the next statement', async () => {
    const queries = processOf();
    const pid = await pidOf(queries);
    const stopped = queries.stop();
    const answer = queries.run('wait', '');
    await stopped;

    expect(await answer).toMatchObject({ message: expect.stringMatching(/^\d+$/) });
    expect(await answer).not.toMatchObject({ message: pid });
  });

  it('fails the statement that it runs when it is stopped', async () => {
    const queries = processOf();
    const answer = queries.run('stay', '');
    await queries.stop();

    expect(await answer).toMatchObject({ kind: 'failed', message: expect.stringContaining('ended') });
  });

  it('is killed if it does not end an interrupted statement', async () => {
    const queries = processOf();
    await pidOf(queries);
    const running = queries.run('stay', '');
    queries.interrupt();

    expect(await running).toMatchObject({ kind: 'failed' });
  });

  it('has none of the variables of the platform that may hold secrets', async () => {
    process.env['AWS_SECRET_ACCESS_KEY'] = 'planted';
    const answer = await processOf().run('variables', '');
    delete process.env['AWS_SECRET_ACCESS_KEY'];

    expect(answer).toMatchObject({ kind: 'failed', message: expect.stringMatching(/PATH/) });
    expect(answer).not.toMatchObject({ message: expect.stringContaining('AWS') });
  });
});
