/** Every function of `lambdas/` logs and returns an error that it does not handle without secrets. */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { FUNCTIONS } from '../../lib/functions.ts';
import { OPERATION_NAMES } from '../../shared/operations.ts';
import { ACCESS_KEY_ID, leaksIn, SECRET_KEY } from '../support/planted.ts';
import { DEPLOYMENT } from '../support/deployment.ts';

const FOLDER = new URL('../../lambdas/', import.meta.url);
const entries = readdirSync(FOLDER).map((file) => basename(file, '.ts'));

const ENVIRONMENT = {
  PATH: process.env['PATH'],
  AWS_REGION: 'eu-west-1',
  EXPORTS_BUCKET: 'exports',
  EXPORT_DAYS: '30',
  JOB_DEADLINE_HOURS: '6',
  LONGEST_RUN_HOURS: '6',
  INVENTORY_WORKER_FUNCTION: 'inventory-worker',
  JOB_HANDLER_FUNCTION: 'job-handler',
  SEARCH_FUNCTION: 'search',
  MAX_RECEIVE_COUNT: '5',
  METRICS_NAMESPACE: 'Muster/Test',
  MUSTER_DEPLOYMENT: 'Muster',
  MUSTER_MANAGE_ROLE_NAME: 'MusterManageRole',
  MANAGE_QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/1/manage',
  MUSTER_VERSION: '0.0.0',
  MUSTER_SETTINGS: JSON.stringify(DEPLOYMENT.settings),
  DEAD_LETTER_QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/1/dead',
  EVENT_BUS: 'arn:aws:events:eu-west-1:000000000000:event-bus/bus',
  ...Object.fromEntries(
    OPERATION_NAMES.map((name) => [`${name.toUpperCase()}_QUEUE_URL`, `https://sqs.eu-west-1.amazonaws.com/1/${name}`]),
  ),
};

interface Failure {
  readonly name: string;
  readonly message: string;
  readonly stack: string;
  readonly members: readonly string[];
}

/** The errors that the functions threw, by name, and everything that they printed. */
let thrown: Readonly<Record<string, Failure>>;
let printed: string;

/** Runs each function with an event and a context that throw when they are used. */
const script = `
  const refuse = () => {
    const error = new TypeError('The request https://x/?X-Amz-Signature=abcdef0123456789 of ${ACCESS_KEY_ID} with AWS_SECRET_ACCESS_KEY=${SECRET_KEY} failed.');
    throw Object.assign(error, { code: 'E', request: { secret_access_key: '${SECRET_KEY}' } });
  };
  const event = new Proxy({}, { get: refuse, ownKeys: refuse });
  const context = { functionName: 'f', awsRequestId: 'r', getRemainingTimeInMillis: refuse };
  const thrown = {};
  for (const entry of ${JSON.stringify(entries)}) {
    const { handler } = await import(new URL(entry + '.ts', ${JSON.stringify(FOLDER.href)}));
    await handler(event, context).catch((error) => {
      thrown[entry] = { name: error.name, message: error.message, stack: error.stack, members: Object.keys(error).filter((key) => key !== 'name') };
    });
  }
  console.log('thrown ' + JSON.stringify(thrown));
`;

beforeAll(() => {
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: fileURLToPath(FOLDER),
    env: ENVIRONMENT,
    encoding: 'utf8',
  });
  const [log = '', result] = stdout.split('thrown ');
  if (result === undefined) throw new Error(stderr);
  printed = log + stderr;
  thrown = JSON.parse(result);
});

describe('the functions of lambdas/', () => {
  it('are those of the stack', () => {
    expect(entries.toSorted()).toEqual(FUNCTIONS.toSorted());
  });

  it.each(entries)('%s throws an error again that it does not handle, with its name and without secrets', (entry) => {
    const { name, message, stack, members } = thrown[entry]!;

    expect(name).toBe('TypeError');
    expect(message).toMatch(/^The request .*\[redacted\].* failed\.$/);
    expect(leaksIn(message)).toEqual([]);
    expect(leaksIn(stack)).toEqual(['a stack trace']);
    expect(members).toEqual([]);
  });

  it('log such errors without secrets', () => {
    const records = printed
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));

    expect(records).toEqual(
      entries.map(() =>
        expect.objectContaining({
          level: 'ERROR',
          message: 'An invocation failed.',
          error: expect.objectContaining({ name: 'TypeError' }),
        }),
      ),
    );
    expect(leaksIn(printed.replaceAll(/"stack":"[^"]*"/g, ''))).toEqual([]);
    expect(printed).not.toContain(SECRET_KEY);
  });
});
