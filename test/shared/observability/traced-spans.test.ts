/** Tests the segments that a worker sends to X-Ray's daemon; a socket of the test receives them. */
import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { SECRET_KEY } from '../../support/planted.ts';

const TRACE = '1-5759e988-bd862e3fe1be46a994272793';
const modulePath = (path: string): string => JSON.stringify(fileURLToPath(new URL(`../../../shared/${path}`, import.meta.url)));

interface Sent {
  readonly name: string;
  readonly id: string;
  readonly parent_id: string;
  readonly trace_id: string;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly fault?: boolean;
  readonly cause?: {
    readonly exceptions: readonly { readonly type: string; readonly message: string; readonly stack: readonly object[] }[];
  };
}

/** Runs the lines in a process as Lambda would, and tells what it printed and which subsegments the daemon got. */
async function traced(
  header: string | undefined,
  lines: string,
): Promise<{ readonly printed: string; readonly sent: readonly Sent[]; readonly text: string }> {
  const daemon = createSocket('udp4');
  const received: string[] = [];
  daemon.on('message', (message) => received.push(message.toString()));
  daemon.bind(0, '127.0.0.1');
  await once(daemon, 'listening');
  const script = `
    import { createRequire } from 'node:module';
    import { tracedSpans } from ${modulePath('observability/traced-spans.ts')};
    import { CloudError } from ${modulePath('clouds/cloud-error.ts')};
    const isLoaded = () => Object.keys(createRequire(import.meta.url).cache).some((path) => path.includes('aws-xray-sdk-core'));
    ${lines}
    console.log(isLoaded());`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    env: {
      PATH: process.env['PATH'],
      LAMBDA_TASK_ROOT: '/var/task',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
      AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${daemon.address().port}`,
      ...(header !== undefined && { _X_AMZN_TRACE_ID: header }),
    },
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (printed += data.toString()));
  await once(child, 'close');
  // The datagrams were sent before the process ended: one turn of the loop reads them.
  await new Promise((resolve) => setTimeout(resolve, 50));
  daemon.close();
  const text = received.join('\n');
  return { printed: printed.trim(), sent: received.map((each) => JSON.parse(each.split('\n').at(-1) ?? '') as Sent), text };
}

const SAMPLED = `Root=${TRACE};Parent=53995c3f42cd8ad8;Sampled=1`;
const TASK = `
  const task = await tracedSpans.begin('inventory task');
  task.annotate({ operation: 'inventory', job_id: 'inv-1', account_id: 'aws:111111111111' });
  const read = task.begin('read');
  read.end();
  task.annotate({ outcome: 'completed' });
  task.end();`;

describe('the spans of an invocation that X-Ray samples', () => {
  it('are subsegments with annotations, each below the one that it was begun from', async () => {
    const { sent } = await traced(SAMPLED, TASK);
    const [read, task] = ['read', 'inventory task'].map((name) => sent.find((each) => each.name === name));

    expect(sent).toHaveLength(2);
    expect(task).toMatchObject({ trace_id: TRACE, parent_id: '53995c3f42cd8ad8' });
    expect(task?.annotations).toEqual({
      service: 'muster',
      operation: 'inventory',
      job_id: 'inv-1',
      account_id: 'aws:111111111111',
      outcome: 'completed',
    });
    expect(read).toMatchObject({ trace_id: TRACE, parent_id: task?.id });
    expect(sent.some(({ fault }) => fault)).toBe(false);
  });

  it('do not mix up tasks that run side by side', async () => {
    const { sent } = await traced(
      SAMPLED,
      `const [a, b] = [await tracedSpans.begin('a'), await tracedSpans.begin('b')];
       const [inA, inB] = [a.begin('in a'), b.begin('in b')];
       inB.end(); b.end(); inA.end(); a.end();`,
    );
    const idOf = (name: string): string | undefined => sent.find((each) => each.name === name)?.id;

    expect(sent.map(({ name }) => name).toSorted()).toEqual(['a', 'b', 'in a', 'in b']);
    for (const name of ['a', 'b']) expect(sent.find((each) => each.name === `in ${name}`)?.parent_id).toBe(idOf(name));
  });

  it('tell of an error its kind, its code and its place, and nothing that it quotes', async () => {
    const { sent, text } = await traced(
      SAMPLED,
      `const span = await tracedSpans.begin('export task');
       const bucket = 'payroll-of-the-board';
       span.begin('read').end(new CloudError('s3: ' + bucket + ' is closed\\n    at ' + bucket, { class: 'denied', error_code: 'AccessDenied' }));
       span.begin('write').end(new Error('secret_access_key=${SECRET_KEY} of ' + bucket));
       span.end('${SECRET_KEY}');`,
    );
    const exceptions = sent.map(({ name, fault, cause }) => ({
      name,
      fault,
      of: cause?.exceptions[0]?.type,
      says: cause?.exceptions[0]?.message,
    }));

    expect(exceptions).toEqual([
      { name: 'read', fault: true, of: 'CloudError', says: "AccessDenied: the log has the error's message." },
      { name: 'write', fault: true, of: 'Error', says: "Error: the log has the error's message." },
      { name: 'export task', fault: true, of: 'Error', says: 'The log has the error.' },
    ]);
    expect(sent[0]?.cause?.exceptions[0]?.stack.length).toBeGreaterThan(0);
    expect(text).not.toContain('payroll');
    expect(text).not.toContain(SECRET_KEY);
  });
});

describe('an invocation that X-Ray does not sample', () => {
  it.each([[`Root=${TRACE};Parent=53995c3f42cd8ad8;Sampled=0`], [undefined]])(
    'sends nothing and loads no X-Ray SDK (%j)',
    async (header) => {
      expect(await traced(header, TASK)).toMatchObject({ printed: 'false', sent: [] });
    },
  );

  it('is told from one that does, which loads it', async () => {
    expect((await traced(SAMPLED, TASK)).printed).toBe('true');
  });
});
