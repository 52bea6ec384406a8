import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { changeRowOf } from '../../../shared/inventory/changes.ts';
import type { JobId } from '../../../shared/ids.ts';
import {
  account,
  accountRow,
  type apiFixture,
  JOB_ID,
  jobRow,
  putResources,
  resourceRow,
  taskRow,
  TIME,
} from '../../support/api-fixture.ts';
import { serve } from '../../support/serve.ts';
import { CommandLine, type Ran } from './support/command-line.ts';

const line = new CommandLine();
let fixture: ReturnType<typeof apiFixture>;
/** Runs while a watching command sleeps. */
let meanwhile: (() => Promise<void>) | undefined;

beforeAll(async () => line.open());
afterAll(async () => line.close());
beforeEach(() => {
  line.reset();
  fixture = line.fixture;
  meanwhile = undefined;
});

const muster = async (...args: readonly string[]): Promise<Ran> => line.muster(args, async () => meanwhile?.());

const oneSentence = /^muster: [^\n]+[.?)]\n$/;

describe('muster inventory run', () => {
  it('sends the named scope to the API, and says how to follow the job', async () => {
    const { code, out } = await muster('inventory', 'run', '--service', 's3', '--regions', 'eu-west-1,us-east-1');

    expect(code).toBe(0);
    expect(fixture.jobs.started).toEqual([{ operation: 'inventory', service: 's3', regions: ['eu-west-1', 'us-east-1'] }]);
    expect(out).toBe(`Job ${JOB_ID} covers 1 account; follow it with "muster inventory status ${JOB_ID} --watch".\n`);
  });

  it('accepts account ids without their provider', async () => {
    await fixture.store.put('accounts', accountRow());

    await muster('inventory', 'run', '--accounts', '000000000001');

    expect(fixture.jobs.started).toEqual([{ operation: 'inventory', accounts: ['000000000001'] }]);
  });

  it.each([
    ['completed', 0],
    ['completed_with_errors', 3],
    ['failed', 1],
    ['cancelled', 1],
  ] as const)('watches a job to its end: %s is exit code %i', async (status, expected) => {
    await fixture.store.put('jobs', jobRow({ status: 'in_progress', completed: 0, open: '1' }));
    let looks = 0;
    meanwhile = async () => {
      looks += 1;
      if (looks === 2) await fixture.store.put('jobs', jobRow({ status }));
    };

    const { code, lines } = await muster('inventory', 'run', '--watch', '--json');

    expect(code).toBe(expected);
    expect(lines).toMatchObject([{ job_id: JOB_ID, status }]);
  });

  it('says at Ctrl-C that the job goes on, how to follow it and how to cancel it', async () => {
    await fixture.store.put('jobs', jobRow({ status: 'in_progress', completed: 0, open: '1' }));
    let stop = (): void => {};
    meanwhile = async () => stop();

    const { code, out, err } = await line.muster(
      ['inventory', 'run', '--watch'],
      async () => meanwhile?.(),
      (listener) => {
        stop = listener;
        return () => {};
      },
    );

    expect({ code, out }).toEqual({ code: 130, out: '' });
    expect(err).toBe(
      `muster: Job ${JOB_ID} goes on; follow it with "muster inventory status ${JOB_ID} --watch", cancel it with "muster jobs cancel ${JOB_ID}".\n`,
    );
  });

  it('names the accounts that failed, and why', async () => {
    const error = { class: 'denied', error_code: 'AccessDenied', message: 'The role muster-read could not be assumed.' } as const;
    await fixture.store.put('jobs', jobRow({ status: 'completed_with_errors', total_accounts: 2, failed: 1 }));
    await fixture.store.put('job_tasks', taskRow({ account_id: account('7'), status: 'failed', error }));

    const { code, out } = await muster('inventory', 'run', '--watch');

    expect(code).toBe(3);
    expect(out).toContain('2 (1 completed, 0 partial, 1 failed)');
    expect(out).toMatch(/aws:000000000007 +failed +The role muster-read could not be assumed\./);
  });
});

describe('muster inventory status', () => {
  it('shows the newest inventory unless a job is named', async () => {
    await fixture.store.put('jobs', jobRow());
    await fixture.store.put('jobs', jobRow({ job_id: 'scan-1' as JobId, operation: 'scan', created_at: '2026-11-23T00:00:00.000Z' }));
    await fixture.store.put('jobs', jobRow({ job_id: 'inv-newer' as JobId, created_at: '2026-11-22T00:00:00.000Z' }));

    const newest = await muster('inventory', 'status', '--json');
    const named = await muster('inventory', 'status', JOB_ID, '--json');

    expect(newest.lines).toMatchObject([{ job_id: 'inv-newer' }]);
    expect(named.lines).toMatchObject([{ job_id: JOB_ID }]);
  });

  it('says that there is no job yet', async () => {
    const { code, err } = await muster('inventory', 'status');

    expect(code).toBe(2);
    expect(err).toBe('muster: There is no inventory yet; start one with "muster inventory run".\n');
  });
});

describe('muster jobs', () => {
  it('lists every page, or as many jobs as --limit says', async () => {
    for (let index = 0; index < 1203; index++) await fixture.store.put('jobs', jobRow({ job_id: `inv-${index}` as JobId }));

    expect((await muster('jobs', 'list', '--json')).lines).toHaveLength(1203);
    expect((await muster('jobs', 'list', '--json', '--limit', '501')).lines).toHaveLength(501);
  });

  it('shows, cancels and retries a job', async () => {
    await fixture.store.put('jobs', jobRow());

    const shown = await muster('jobs', 'show', JOB_ID);
    const cancelled = await muster('jobs', 'cancel', JOB_ID);
    const retried = await muster('jobs', 'retry', JOB_ID);

    expect(shown.out).toMatch(/status +completed\n/);
    expect(cancelled.out).toBe(`Job ${JOB_ID} is cancelled.\n`);
    expect(retried.out).toContain(`Job ${JOB_ID}-2 covers 1 account`);
    expect([fixture.jobs.cancelled, fixture.jobs.retried]).toEqual([[JOB_ID], [JOB_ID]]);
  });

  it('prints why the API refused, and ends with 2', async () => {
    const { code, out, err } = await muster('jobs', 'show', 'inv-none');

    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^muster: There is no job inv-none/);
    expect(err).toMatch(oneSentence);
  });
});

describe('muster accounts', () => {
  it('registers, shows, disables, enables and lists accounts', async () => {
    const added = await muster('accounts', 'add', '000000000001', '--name', 'Payments', '--unit', 'Shop');
    const again = await muster('accounts', 'add', '000000000001', '000000000002');
    const disabled = await muster('accounts', 'disable', '000000000001', '000000000002');
    const shown = await muster('accounts', 'show', '000000000001');
    await muster('accounts', 'enable', '000000000002');
    const listed = await muster('accounts', 'list', '--json');

    expect(added.out).toMatch(/aws:000000000001 +created +Payments/);
    expect(again.out).toMatch(/aws:000000000001 +exists[^]*aws:000000000002 +created/);
    expect(disabled.out).toBe('2 accounts disabled.\n');
    expect(shown.out).toMatch(/enabled +no\n/);
    expect(listed.lines).toMatchObject([
      { account_id: 'aws:000000000002', enabled: true },
      { account_id: 'aws:000000000001', enabled: false, organizational_unit: 'Shop' },
    ]);
  });

  it('removes control characters from account names', async () => {
    await fixture.store.put('accounts', accountRow({ name: 'Pay\u001B[2J\u202Ements\nnow' }));

    const { out } = await muster('accounts', 'list');

    expect(out).toContain('Pay[2Jments now');
    expect(out).not.toContain('\u001B');
  });

  it('says that there is no account yet, and prints nothing with --json', async () => {
    expect((await muster('accounts', 'list')).out).toMatch(/No account is registered yet/);
    expect((await muster('accounts', 'list', '--json')).out).toBe('');
  });
});

describe('muster resources', () => {
  const bucket = resourceRow({ type: 'AWS::S3::Bucket', resource_id: 'a/b|c' }, { name: 'logs', tags: { team: 'shop' } });
  beforeEach(async () => {
    await fixture.store.put('accounts', accountRow());
    await putResources(fixture.store, [bucket, resourceRow({ resource_id: 'vpc-1' }, { is_last: 0, deleted_at: TIME })]);
  });

  it('lists existing resources by filters, or deleted ones', async () => {
    const used = await muster('resources', 'list');
    const tagged = await muster('resources', 'list', '--account', '000000000001', '--tag', 'team=shop', '--json');
    const deleted = await muster('resources', 'list', '--deleted', '--json');
    const all = await muster('resources', 'list', '--all', '--json');

    expect(used.out).toMatch(/^logs +AWS::S3::Bucket .* aws:000000000001@AWS::S3::Bucket@eu-west-1@a\/b=7Cc$/m);
    expect(used.out).not.toContain('vpc-1');
    expect(tagged.lines).toMatchObject([{ resource_uid: bucket.resource_uid }]);
    expect(deleted.lines).toMatchObject([{ resource_id: 'vpc-1' }]);
    expect(all.lines).toHaveLength(2);
  });

  it('shows a resource and its changes, whatever characters its id has', async () => {
    const shown = await muster('resources', 'show', bucket.resource_uid);
    const changes = await muster('resources', 'changes', bucket.resource_uid, '--json');

    expect(JSON.parse(shown.out)).toMatchObject({ resource_uid: bucket.resource_uid, config: bucket.config });
    const { account_day: _, ...change } = changeRowOf(bucket);
    expect(changes.lines).toEqual([change]);
  });

  it('shows what changed from what to what, cut for people and whole in JSON', async () => {
    const long = 'x'.repeat(300);
    const first = resourceRow({}, { config: { Versioning: 'Enabled', Note: 'a' } });
    const patch = [
      { op: 'replace', path: '/config/Versioning', value: 'Suspended' },
      { op: 'add', path: '/config/Long', value: long },
      { op: 'remove', path: '/config/Note' },
    ] as const;
    const second = { ...first, version: 2, last_change: { ...first.last_change, op: 'update' as const, version: 2, patch } };
    await putResources(line.fixture.store, [second]);
    await line.fixture.store.put('changes', changeRowOf(first));
    await line.fixture.store.put('changes', changeRowOf(second));
    const shown = await muster('resources', 'changes', first.resource_uid);
    const json = await muster('resources', 'changes', first.resource_uid, '--json');

    expect(shown.out).toMatch(
      /1 +added .*\n.*2 +changed .*config\.Versioning: "Enabled" → "Suspended"; config\.Long: → "x+…; config\.Note: "a" → removed\n/,
    );
    expect(shown.out).not.toContain(long);
    expect(json.lines[1]).toMatchObject({
      fields: [
        { path: '/config/Versioning', from: 'Enabled', to: 'Suspended' },
        { path: '/config/Long', to: long },
        { path: '/config/Note', from: 'a' },
      ],
    });
  });

  it('takes the id that the list prints, the ARN or the name, and history for changes', async () => {
    const vpc = resourceRow({ resource_id: 'vpc-2' }, { name: 'core', native_id: 'arn:aws:ec2:eu-west-1:000000000001:vpc/vpc-2' });
    await putResources(fixture.store, [vpc]);
    const { lines } = await muster('resources', 'list', '--resource', 'core', '--json');
    for (const named of [lines[0]!['id'] as string, vpc.native_id!, 'core', 'vpc-2', vpc.resource_uid]) {
      expect((await muster('resources', 'show', named, '--json')).lines).toMatchObject([{ resource_uid: vpc.resource_uid }]);
      expect((await muster('resources', 'history', named, '--json')).lines).toHaveLength(1);
    }
  });

  it('lists the candidates for a name that several resources have, and says what to do if none has it', async () => {
    await putResources(fixture.store, [resourceRow({ resource_id: 'vpc-2' }, { name: 'logs' })]);

    const several = await muster('resources', 'show', 'logs');
    const narrowed = await muster('resources', 'show', 'logs', '--type', 'AWS::EC2::VPC', '--json');
    const none = await muster('resources', 'show', 'nothing');

    expect(several).toMatchObject({ code: 2, out: '' });
    expect(several.err).toMatch(
      /^muster: "logs" names several resources: \S+@vpc-2, \S+@a\/b=7Cc; give one of these ids, or narrow with --account/,
    );
    expect(narrowed.lines).toMatchObject([{ resource_id: 'vpc-2' }]);
    expect(none).toMatchObject({ code: 2, out: '' });
    expect(none.err).toMatch(/^muster: No resource is called "nothing"/);
  });
});

describe('a wrong command line', () => {
  it.each([
    [['inventry'], /unknown command 'inventry'.*inventory/],
    [['jobs', 'lst'], /unknown command 'lst'.*list/],
    [['jobs', 'list', '--limits', '3'], /unknown option '--limits'.*--limit/],
    [['frobnicate'], /unknown command 'frobnicate'; --help in its place lists the commands$/m],
    [['inventory', 'run', '--qqqq', 'x'], /unknown option '--qqqq'; --help in its place lists the options$/m],
    [['jobs', 'list', '--limit', 'x'], /whole number/],
    [['jobs', 'show'], /missing required argument <job>; give it, or add --help$/m],
    [['completion', 'powershell'], /^muster: <shell>: 'powershell' is invalid\. Allowed choices are bash, zsh, fish\.$/m],
    [['jobs', 'show', 'a', 'b'], /too many arguments/],
    [['inventory', 'run', '--accounts', 'a,,b'], /commas/],
    [['resources', 'list', '--deleted', '--all'], /cannot be used with/],
    [['accounts', 'add', '1', '2', '--name', 'x'], /--name is for one account only/],
    [['jobs', 'list', '--api', 'ftp://x'], /not the URL of an API/],
    [['jobs', 'list', '--api', 'http://example.com'], /use https/],
    [['jobs', 'list', '--api', 'https://muster.example.com'], /set AWS_REGION/],
  ])('%j is one sentence and exit code 2', async (args, message) => {
    const { code, out, err } = await muster(...args);

    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });

  it('without a command prints the help and ends with 2', async () => {
    const { code, err } = await muster();

    expect(code).toBe(2);
    expect(err).toContain('Usage: muster');
  });

  it('with --help prints the help and the exit codes', async () => {
    const { code, out } = await muster('--help');

    expect(code).toBe(0);
    expect(out).toMatch(/Exit codes:[^]*4 {2}the API cannot be reached/);
  });
});

describe('the API', () => {
  it('that cannot be reached ends the command with 4 and one sentence that says what to do', async () => {
    const gone = await serve(() => new Response());
    await gone.close();

    const { code, err } = await muster('jobs', 'list', '--api', gone.url);

    expect(code).toBe(4);
    expect(err).toMatch(/ECONNREFUSED.*npm start.*--api/);
    expect(err).toMatch(oneSentence);
  });

  it('that is not Muster ends the command with a message that says so', async () => {
    const other = await serve(() => new Response('<html>', { headers: { 'content-type': 'text/html' } }));

    const { code, err } = await muster('jobs', 'list', '--api', other.url);
    await other.close();

    expect(code).toBe(1);
    expect(err).toMatch(/not the Muster API/);
  });

  it('that throttles a read is asked again', async () => {
    let answers = 0;
    const busy = await serve(() => {
      answers += 1;
      return answers < 3 ? new Response('{}', { status: 503, headers: { 'retry-after': '1' } }) : Response.json({ items: [] });
    });

    const { code } = await muster('jobs', 'list', '--api', busy.url);
    await busy.close();

    expect([code, answers]).toEqual([0, 3]);
  });
});

describe('the program', () => {
  const script = fileURLToPath(new URL('../../../bin/muster.ts', import.meta.url));

  it('ends without an error when the reader of its output closes the pipe', async () => {
    const many = await serve(() => Response.json({ items: Array.from({ length: 20_000 }, () => ({ job_id: 'x'.repeat(100) })) }));
    const child = spawn(process.execPath, [script, 'jobs', 'list', '--json', '--api', many.url], { stdio: ['ignore', 'pipe', 'pipe'] });
    let complaints = '';
    child.stderr.on('data', (chunk: Buffer) => {
      complaints += chunk.toString();
    });
    child.stdout.once('data', () => child.stdout.destroy());

    const code = await new Promise((resolve) => child.on('close', resolve));
    await many.close();

    expect([code, complaints]).toEqual([0, '']);
  });
});
