import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { gatewayEvent, pathOf } from '../../../bin/local/gateway-event.ts';
import { lambdaHandler } from '../../../shared/api/lambda-handler.ts';
import { PROBLEM_TYPE, problemSchema } from '../../../shared/api/problems.ts';
import { jsonLog } from '../../../shared/real-seams.ts';
import {
  account,
  accountRow,
  apiFixture,
  jobRow,
  JOB_ID,
  putResources,
  REGIONS,
  resourceRow,
  taskRow,
  TYPES,
} from '../../support/api-fixture.ts';
import { expectConformity } from '../../support/conforming-api.ts';
import { findingRow, suppressionRow } from '../../support/finding-rows.ts';
import { hostileRequests, type HostileRequest } from '../../support/hostile-requests.ts';
import { putNight } from '../../support/night-objects.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { ACCESS_KEY_ID, leaksIn, SECRET_KEY, SESSION_TOKEN } from '../../support/planted.ts';

/** To run other and more requests: `HOSTILE_SEED=7 HOSTILE_RUNS=100000 npm test -- hostile-input`. */
const SEED = Number(process.env['HOSTILE_SEED'] ?? 20261121);
const RUNS = Number(process.env['HOSTILE_RUNS'] ?? 1500);

const store = new MemoryStore();
const { app, jobs, log, exports } = apiFixture(store);
const handler = lambdaHandler(app);
const findings = [
  findingRow(),
  findingRow({ resource_id: 'a|b/c%2F?d' }),
  findingRow({ account_id: account('2'), resource_id: 'e' }, { status: 'resolved' }),
];
const rows = [resourceRow({}), resourceRow({ resource_id: 'vpc-2' }), resourceRow({ type: 'AWS::S3::Bucket', resource_id: 'a|b/c%2F?d' })];

beforeEach(async () => {
  store.clear();
  log.entries.length = 0;
  jobs.fails = undefined;
  await store.putMany('accounts', [accountRow(), accountRow({ account_id: account('2'), enabled: false })]);
  await store.putMany('jobs', [jobRow(), jobRow({ job_id: `${JOB_ID}-2` as typeof JOB_ID })]);
  await store.put('job_tasks', taskRow());
  await putResources(store, rows);
  await store.putMany('findings', findings);
  await store.putMany('suppressions', [suppressionRow()]);
  await putNight(store, exports, '2026-11-20', [account('1')]);
  await putNight(store, exports, '2026-11-21', [account('1')], { failed: [account('2')] });
});

/** Sends a request through API Gateway, which decodes paths; undefined if API Gateway itself answers. */
async function answerOf({ method, url, headers, body }: HostileRequest) {
  const path = pathOf(url);
  if (path === undefined) return undefined;
  const request = { method, url, headers: { ...headers, host: 'localhost' }, body: Buffer.from(body), sourceIp: '127.0.0.1' };
  const route = { key: 'ANY /{proxy+}', function: 'api', timeoutMs: 30_000, authorizer: { kind: 'iam' } } as const;
  const event = gatewayEvent(request, path, { route, pathParameters: {} }, 'local');
  const answer: APIGatewayProxyStructuredResultV2 = await handler(event, {} as Context);
  return { path, status: answer.statusCode!, headers: new Headers(answer.headers as Record<string, string>), text: answer.body ?? '' };
}

async function expectGoodAnswer(request: HostileRequest): Promise<number | undefined> {
  const answer = await answerOf(request);
  if (!answer) return undefined;
  const { path, status, headers, text } = answer;

  expect(status).toBeLessThan(500);
  expect(leaksIn(`${JSON.stringify([...headers])}\n${text}`)).toEqual([]);
  // A migration that begins says so; warnings and errors would be Muster's own faults.
  expect(log.entries.filter(({ level }) => level !== 'info')).toEqual([]);
  if (request.method === 'HEAD') return status;
  const body: unknown = JSON.parse(text);
  expectConformity(app, path, request.method, { status, headers, body });
  if (status >= 400) {
    expect(headers.get('content-type')).toBe(PROBLEM_TYPE);
    expect(problemSchema.parse(body)).toMatchObject({ status, request_id: headers.get('x-request-id') });
  }
  return status;
}

const document = (await (await app.request('/openapi.json')).json()) as Readonly<Record<string, unknown>>;

describe('requests made from the document', () => {
  it('may have a body that is too large, whatever the operation that takes one', () => {
    const undeclared = app.openAPIRegistry.definitions
      .flatMap((each) => (each.type === 'route' && each.route.method !== 'get' ? [each.route] : []))
      .filter(({ responses }) => responses[413] === undefined)
      .map(({ method, path }) => `${method} ${path}`);
    expect(undeclared).toEqual([]);
  });

  it('are answered as the document says, never with 5xx and never with a secret', async () => {
    const cursors = [
      '/jobs?limit=1',
      '/resources?limit=1',
      '/coverage?limit=1',
      `/resources?limit=1&account_id=${account('1')}`,
      '/findings?limit=1',
      '/policies?limit=1',
      '/exports?limit=1',
      '/exports/2026-11-21/accounts?limit=1',
    ];
    const pages = await Promise.all(cursors.map(async (path) => (await (await app.request(path)).json()) as { next_cursor?: string }));
    const existing = {
      job_id: [JOB_ID],
      retry_of: [JOB_ID],
      account_id: [account('1'), account('2'), '000000000001'],
      uid: rows.map(({ resource_uid }) => resource_uid),
      type: TYPES.map(({ type }) => type),
      region: [...REGIONS, 'global'],
      finding_id: findings.map(({ finding_id }) => finding_id),
      policy_id: ['aws.s3.bucket-versioning-enabled', 's3.of-nobody'],
      policy: ['s3.*', 'cis-aws-7.0', '*'],
      framework: ['cis-aws-7.0'],
      framework_id: ['cis-aws-7.0'],
      suppression_id: ['sup-r-1'],
      until: ['2027-01-01T00:00:00Z'],
      date: ['2026-11-21', '2026-11-20', '2026-02-30', '0000-01-01'],
      operation: ['inventory', 'scan', 'export'],
      service: ['s3', '*'],
      connection_id: ['aws', 'acquired', 'bought', 'merged'],
      cursor: pages.flatMap(({ next_cursor: cursor }) =>
        cursor === undefined ? [] : [cursor, `${cursor}A`, cursor.slice(1), cursor.toUpperCase()],
      ),
    };
    const statuses = new Map<number | undefined, number>();

    await fc.assert(
      fc.asyncProperty(hostileRequests(document, existing), async (request) => {
        const status = await expectGoodAnswer(request);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }),
      { seed: SEED, numRuns: RUNS },
    );

    // The test would prove nothing if all requests were refused by their schemas.
    for (const status of [200, 201, 202, 400, 404, 405, 409, 413, 415])
      expect([status, statuses.get(status) ?? 0]).not.toEqual([status, 0]);
  }, 600_000);
});

describe('an event of API Gateway', () => {
  it.each([
    { what: 'a method that no request may have', method: 'TRACE', url: '/jobs', status: 405 },
    { what: 'a body with a GET', method: 'GET', url: '/jobs', body: '{}', status: 200 },
    { what: 'no path', method: 'OPTIONS', url: '*', status: 404 },
    { what: 'a host in the path', method: 'GET', url: '//other.example/jobs', status: 404 },
    { what: 'a path that would lead elsewhere', method: 'GET', url: '/jobs/../accounts', status: 404 },
    { what: 'the same, encoded', method: 'GET', url: '/jobs/%252e%252E/accounts', status: 404 },
    { what: 'a question mark within an id', method: 'POST', url: `/jobs/${JOB_ID}%3Fa/cancel`, status: 404 },
    {
      what: 'a resource id of characters that mean something in a URL',
      method: 'GET',
      url: `/resources/${encodeURIComponent(rows[2]!.resource_uid)}`,
      status: 200,
    },
    { what: 'a finding of such a resource', method: 'GET', url: `/findings/${encodeURIComponent(findings[1]!.finding_id)}`, status: 200 },
    {
      what: 'what is done to such a finding',
      method: 'POST',
      url: `/findings/${encodeURIComponent(findings[1]!.finding_id)}/unsuppress`,
      status: 409,
    },
  ])('is answered if it is $what', async ({ method, url, body = '', status }) => {
    expect(await expectGoodAnswer({ method, url, headers: {}, body })).toBe(status);
  });
});

describe('an id with a percent sign', () => {
  it.each(['100%', '%00', '%2500', '%zz', 'a|%41', '50%25'])('is taken as it is: %j', async (id) => {
    const answer = await answerOf({ method: 'GET', url: `/views/${encodeURIComponent(id)}`, headers: {}, body: '' });

    expect(answer).toMatchObject({ status: 404 });
    expect(answer!.text).toContain(JSON.stringify(JSON.stringify(id)).slice(1, -1));
  });
});

describe('an error that quotes credentials', () => {
  it('is not sent to the caller, and is logged without them', async () => {
    jobs.fails = new Error(`Could not call https://lambda/?X-Amz-Security-Token=${encodeURIComponent(SESSION_TOKEN)} as ${ACCESS_KEY_ID}`, {
      cause: { SecretAccessKey: SECRET_KEY },
    });

    const request = { method: 'POST', url: '/jobs', headers: { 'content-type': 'application/json' }, body: '{"operation":"inventory"}' };
    const answer = await answerOf(request);

    expect(answer).toMatchObject({ status: 500 });
    expect(leaksIn(answer!.text)).toEqual([]);
    const lines: string[] = [];
    for (const { message, fields } of log.entries) jsonLog((line) => lines.push(line)).error(message, fields);
    expect(lines).toHaveLength(1);
    expect(leaksIn(lines[0]!)).toEqual(['a stack trace']);
  });
});
