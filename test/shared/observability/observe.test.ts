import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { METRIC_SETS } from '../../../shared/observability/metrics.ts';
import { SECRET_KEY } from '../../support/planted.ts';

const OBSERVE = fileURLToPath(new URL('../../../shared/observability/observe.ts', import.meta.url));

/** The JSON objects that a function prints when it runs these lines. */
function printedBy(lines: string): readonly Readonly<Record<string, unknown>>[] {
  const script = `import { observe } from ${JSON.stringify(OBSERVE)}; const { log, metrics, handler } = observe('Muster/Test');\n${lines}`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' });
  // Lambda writes both streams to the log.
  return `${stderr}${stdout}`
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

const CONTEXT = `{ functionName: 'poller', awsRequestId: 'r-1', memoryLimitInMB: '512', functionVersion: '1', invokedFunctionArn: 'arn' }`;

const ERRORS = new URL('../../../shared/errors.ts', import.meta.url).href;

/** ESC, C1 controls and an override of direction, as a resource's name may have them. */
const CONTROLS = 'a\u001b[2Jb\u009b31mc\u202ed\u0007';

describe('the log of a function', () => {
  it('holds no control character of a name or a tag, in texts, in the names of members or in errors', () => {
    const script = `import { observe } from ${JSON.stringify(OBSERVE)}; const { log } = observe('Muster/Test');
      const name = ${JSON.stringify(CONTROLS)};
      log.warn('It happened.', { name, tags: { [name]: name, list: [name] }, error: new Error(name, { cause: new TypeError(name) }) });`;
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' });
    const lines = `${stderr}${stdout}`.trimEnd().split('\n');

    expect(lines).toHaveLength(1);
    expect(/[\p{Cc}\u202e]/u.test(lines[0]!)).toBe(false);
    const escaped = 'a\\u001b[2Jb\\u009b31mc\\u202ed\\u0007';
    expect(JSON.parse(lines[0]!)).toMatchObject({
      name: escaped,
      tags: { [escaped]: escaped, list: [escaped] },
      error: { message: escaped },
    });
  });

  it.each([
    [`new Conflict('The job has ended.')`, 'INFO', 'A request was refused.'],
    [`new NotFound('There is no such job.')`, 'INFO', 'A request was refused.'],
    [`new InvalidRequest('accounts', 'No account is registered.')`, 'INFO', 'A request was refused.'],
    [`new TypeError('It broke.')`, 'ERROR', 'An invocation failed.'],
  ])('tells a request that was refused from a fault: %s', (error, level, message) => {
    const records = printedBy(`
      const { Conflict, InvalidRequest, NotFound } = await import('${ERRORS}');
      await handler(async () => { throw ${error}; })(undefined, ${CONTEXT}).catch(() => {});`);

    expect(records).toMatchObject([{ level, message }]);
    expect(JSON.stringify(records).includes('    at ')).toBe(level === 'ERROR');
  });

  it('names the invocation, keeps the names of fields, and holds no secret', () => {
    const [record, second, ...more] = printedBy(`
      await handler(async () => {
        log.warn('It happened.', { job_id: 'j', request_id: 'told to a caller', service: 's3', level: 'none', time: 'never', secret_access_key: '${SECRET_KEY}', error: new Error('AWS_SECRET_ACCESS_KEY=${SECRET_KEY}') });
        log.info('It ended.');
      })(undefined, ${CONTEXT});`);

    expect(more).toEqual([]);
    expect(record).toMatchObject({
      message: 'It happened.',
      job_id: 'j',
      service: 's3',
      function_name: 'poller',
      invocation_id: 'r-1',
      request_id: 'told to a caller',
      cold_start: expect.any(Boolean),
    });
    expect(record).toMatchObject({ level: 'WARN', time: expect.stringMatching(/^\d{4}-.*Z$/), error: { name: 'Error' } });
    expect(JSON.stringify(record)).not.toContain(SECRET_KEY);
    expect(second).toMatchObject({ level: 'INFO', message: 'It ended.' });
    expect(second).not.toHaveProperty('job_id');
  });
});

describe('an error that nothing catches', () => {
  const thrown = `const error = Object.assign(new Error('AWS_SECRET_ACCESS_KEY=' + atob('${btoa(SECRET_KEY)}')), { secret_access_key: atob('${btoa(SECRET_KEY)}') });`;
  const runtime = `import { inspect } from 'node:util';
    for (const event of ['uncaughtException', 'unhandledRejection']) process.on(event, (error) => { console.error(event, inspect(error)); process.exit(129); });`;

  it.each([
    ['of a timer', 'setTimeout(() => { throw error; });', 'uncaughtException'],
    ['of a promise', 'void Promise.reject(error);', 'unhandledRejection'],
  ])('%s ends the process, and is written without secrets', (_of, cause, event) => {
    for (const [before, code, says] of [
      ['', 1, 'Error: AWS_SECRET_ACCESS_KEY='],
      [runtime, 129, event],
    ] as const) {
      const script = `${before}\nimport { observe } from ${JSON.stringify(OBSERVE)}; observe('Muster/Test');\n${thrown}\n${cause}`;
      const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' });

      expect(stderr).toContain(says);
      expect(stderr).not.toContain(SECRET_KEY);
      expect(status).toBe(code);
    }
  });
});

describe('the metrics of a function', () => {
  it('are embedded in one line for each event, without the dimensions of other events', () => {
    const lines = printedBy(`
      metrics.count('task', { operation: 'scan', outcome: 'failed' }, { TasksEnded: 1 });
      metrics.count('poll', {}, { OpenJobs: 3 });`);

    expect(lines).toEqual([
      {
        _aws: {
          Timestamp: expect.any(Number),
          CloudWatchMetrics: [
            {
              Namespace: 'Muster/Test',
              Dimensions: [['service', 'operation', 'outcome']],
              Metrics: [{ Name: 'TasksEnded', Unit: 'Count' }],
            },
          ],
        },
        service: 'muster',
        operation: 'scan',
        outcome: 'failed',
        TasksEnded: 1,
      },
      {
        _aws: {
          Timestamp: expect.any(Number),
          CloudWatchMetrics: [{ Namespace: 'Muster/Test', Dimensions: [['service']], Metrics: [{ Name: 'OpenJobs', Unit: 'Count' }] }],
        },
        service: 'muster',
        OpenJobs: 3,
      },
    ]);
  });

  it('have unique names', () => {
    const names = Object.values(METRIC_SETS).flatMap(({ metrics }) => Object.keys(metrics));

    expect(new Set(names).size).toBe(names.length);
    for (const { dimensions } of Object.values(METRIC_SETS))
      expect(['operation', 'status', 'outcome', 'stage']).toEqual(expect.arrayContaining([...dimensions]));
  });
});
