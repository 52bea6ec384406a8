import { beforeEach, describe, expect, it } from '@jest/globals';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { sealCursor } from '../../../shared/api/cursors.ts';
import { lambdaHandler } from '../../../shared/api/lambda-handler.ts';
import { account, accountRow, apiFixture, resourceRow, TIME } from '../../support/api-fixture.ts';
import { type Answer, send } from '../../support/conforming-api.ts';
import { findingRow, policyResult, putResults, SCAN_ID, suppressionRow } from '../../support/finding-rows.ts';
import { policyText } from '../../support/policy-text.ts';
import { SEVERITIES } from '../../../shared/severity.ts';
import { MemoryStore } from '../../support/memory-store.ts';

const store = new MemoryStore();
let fixture: ReturnType<typeof apiFixture>;

beforeEach(async () => {
  store.clear();
  fixture = apiFixture(store);
  await store.putMany('accounts', [accountRow(), accountRow({ account_id: account('2') })]);
});

const pathOf = (id: string, action = ''): string => `/findings/${encodeURIComponent(id)}${action}`;
const call = async (path: string, body?: object): Promise<Answer> => send(fixture.app, path, body && { body });

async function listAll(path: string): Promise<readonly string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const { status, body } = await call(`${path}${cursor ? `&cursor=${cursor}` : ''}`);
    expect(status).toBe(200);
    for (const { finding_id } of body.items as readonly { finding_id: string }[]) ids.push(finding_id);
    cursor = body.next_cursor as string | undefined;
  } while (cursor);
  return ids;
}

describe('findings', () => {
  const hidden = { suppression_id: 'sup-r-1', reason: 'Public website', author: 'ann' };
  const rows = [
    findingRow({ resource_id: 'a' }, { severity: 'high' }),
    findingRow({ resource_id: 'b|/c#d' }),
    findingRow({ policy_id: 'aws.s3.bucket-access-logging-enabled', resource_id: 'a' }),
    findingRow(
      { account_id: account('2'), policy_id: 'ec2.vpc-flow', type: 'AWS::EC2::VPC', resource_id: 'vpc-1' },
      { severity: 'critical' },
    ),
    findingRow({ resource_id: 'e' }, { status: 'resolved', resolved_at: TIME }),
    findingRow({ account_id: account('2'), resource_id: 'f' }, { status: 'suppressed', suppression: hidden }),
    findingRow({ resource_id: 'g' }, { status: 'suppressed', suppression: { ...hidden, suppression_id: 'sup-r-2' } }),
  ];
  beforeEach(async () => {
    await store.putMany('findings', rows);
    await store.put('suppressions', suppressionRow({ suppression_id: 'sup-r-2' }));
  });

  it.each([
    ['that are open, of every account', '', [0, 1, 2, 3]],
    ['of one account', '&account_id=000000000001', [0, 1, 2]],
    ['of one severity', '&severity=high', [0]],
    ['of one severity and account', '&severity=critical&account_id=000000000001', []],
    ['of one policy', '&policy_id=aws.s3.bucket-versioning-enabled', [0, 1]],
    ['of one policy without its provider', '&policy_id=s3.bucket-versioning-enabled', [0, 1]],
    ['of one policy without its provider, as a scan takes it', '&policy=s3.bucket-versioning-enabled', [0, 1]],
    ['of one policy and account', '&policy_id=aws.s3.bucket-access-logging-enabled&account_id=000000000001', [2]],
    ['of a pattern of policies', '&policy=s3.*', [0, 1, 2]],
    ['of a pattern of policies and of one account', '&policy=*-logging-*&account_id=000000000001', [2]],
    ['of a framework', '&policy=cis-aws-3.0', []],
    ['of another framework', '&policy=aws-fsbp', [2]],
    ['of any policy', '&policy=*', [0, 1, 2, 3]],
    ['of one policy, as a scan takes it', '&policy=aws.s3.bucket-versioning-enabled', [0, 1]],
    ['of one type', '&type=AWS::EC2::VPC', [3]],
    ['of one type and account', '&type=AWS::S3::Bucket&account_id=000000000001', [0, 1, 2]],
    ['that are resolved', '&status=resolved', [4]],
    ['that are suppressed', '&status=suppressed', [5, 6]],
    ['that are suppressed, of one policy', '&status=suppressed&policy_id=aws.s3.bucket-versioning-enabled', [5, 6]],
    ['that one suppression hides', '&suppression_id=sup-r-2', [6]],
    ['of a policy that has been removed, resolved', '&status=resolved&policy_id=s3.was-once', []],
  ] as const)('are listed %s, in the same order however small the pages', async (_name, filters, expected) => {
    const whole = await listAll(`/findings?limit=500${filters}`);

    expect(new Set(whole)).toEqual(new Set(expected.map((index) => rows[index]!.finding_id)));
    for (const limit of [1, 2, 3]) expect(await listAll(`/findings?limit=${limit}${filters}`)).toEqual(whole);
  });

  it.each([
    ['of several severities', '&severity=critical&severity=high', [3, 0]],
    ['of several accounts', '&account_id=000000000001&account_id=aws:000000000002', [3, 0, 1, 2]],
    ['of several policies', '&policy=s3.bucket-versioning-enabled&policy=s3.bucket-access-*', [0, 1, 2]],
    ['of a framework', '&framework=aws-fsbp', [2]],
    ['of a framework and a policy', '&framework=aws-fsbp&policy=s3.bucket-access-logging-enabled', [2]],
    ['of a unit', '&organizational_unit=Production', [0, 1, 2]],
    ['of a unit below another', '&organizational_unit=Production/Payments', [0, 1, 2]],
    ['of a region', '&region=eu-west-1', [3, 0, 1, 2]],
    ['of another region', '&region=us-east-1', []],
    ['of a service', '&service=ec2', [3]],
    ['of several services', '&service=aws.ec2&service=s3', [3, 0, 1, 2]],
    ['of a resource by its id', '&resource=a', [0, 2]],
    ['of a resource by its ARN', '&resource=arn:aws:s3:::a', [0, 2]],
    ['of a resource by its readable id', '&resource=aws:000000000001@AWS::S3::Bucket@eu-west-1@b=7C/c=23d', [1]],
    ['of resources with a tag', '&tag=env=prod', [0, 2]],
    ['of resources with two tags', '&tag=env&tag=team', []],
    ['opened since a time', '&since=2026-11-21T14:30:22Z', [3, 0, 1, 2]],
    ['opened since a later time', '&since=2026-11-21T14:30:23Z', []],
  ] as const)('are listed %s', async (_name, filters, expected) => {
    await store.put('accounts', accountRow({ organizational_unit: 'Production/Payments' }));
    await store.put(
      'resources',
      resourceRow({ type: 'AWS::S3::Bucket', resource_id: 'a' }, { native_id: 'arn:aws:s3:::a', tags: { env: 'prod' } }),
    );

    const ids = await listAll(`/findings?limit=500${filters}`);

    expect(new Set(ids)).toEqual(new Set(expected.map((index) => rows[index]!.finding_id)));
  });

  it.each([1, 7, 100, 500])('are ordered by severity and then by age, in pages of %i', async (limit) => {
    store.clear();
    await store.put('accounts', accountRow());
    const at = (minute: number): string => new Date(Date.parse(TIME) + minute * 60_000).toISOString();
    const many = Array.from({ length: 230 }, (_, index) =>
      findingRow({ resource_id: `r${index}` }, { severity: SEVERITIES[index % 5]!, opened_at: at(Math.floor(((index * 37) % 230) / 3)) }),
    );
    await store.putMany('findings', many);
    const expected = many.toSorted((a, b) => (a.list_order < b.list_order ? -1 : 1)).map(({ finding_id }) => finding_id);

    expect(await listAll(`/findings?limit=${limit}`)).toEqual(expected);
    expect(await listAll(`/findings?limit=${limit}&account_id=000000000001`)).toEqual(expected);
    const newest = SEVERITIES.flatMap((severity) =>
      many.filter((row) => row.severity === severity).toSorted((a, b) => (a.list_order < b.list_order ? 1 : -1)),
    ).map(({ finding_id }) => finding_id);
    expect(await listAll(`/findings?first=newest&limit=${limit}`)).toEqual(newest);
    expect(await listAll(`/findings?first=newest&limit=${limit}&account_id=000000000001`)).toEqual(newest);
    const since = at(40);
    const recent = new Set(many.filter(({ opened_at }) => opened_at >= since).map(({ finding_id }) => finding_id));
    expect(await listAll(`/findings?first=newest&limit=${limit}&since=${since}`)).toEqual(newest.filter((id) => recent.has(id)));
    const places = many.toSorted((a, b) => (a.list_order < b.list_order ? -1 : 1)).map(({ severity }) => SEVERITIES.indexOf(severity));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  it('of a rare policy are found without reading every row', async () => {
    store.requests.clear();
    await listAll('/findings?limit=500&policy_id=aws.s3.bucket-access-logging-enabled');

    expect(store.requests.get('getMany findings')).toBe(1);
    expect(store.requests.get('scan findings')).toBeUndefined();
  });

  it.each([
    ['organizational_unit', 'Nowhere'],
    ['region', 'mars-1'],
    ['service', 's4'],
    ['framework', 'cis-aws-99'],
    ['since', 'yesterday'],
    ['type', 'AWS::S4::Bucket'],
    ['severity', 'awful'],
  ])('of an unknown %s are refused', async (field, value) => {
    expect((await call(`/findings?${field}=${value}`)).body).toMatchObject({ status: 400, field });
  });

  it('of a policy that was removed can still be listed until the next scan', async () => {
    const path = '/findings?policy_id=s3.was-once';
    const before = await call(path);
    await putResults(store, '*', { 's3.was-once': policyResult({ fail: 1 }) });

    expect([before.status, (await call(path)).status]).toEqual([400, 200]);
  });

  it('that the index still has but that are no longer open are left out', async () => {
    await store.put('findings', { ...rows[0], status: 'resolved' });

    expect(await listAll('/findings?severity=high')).toEqual([]);
  });

  it('have native id and tags of their resources, if these are asked for and still stored', async () => {
    await store.put(
      'resources',
      resourceRow({ type: 'AWS::S3::Bucket', resource_id: 'a' }, { native_id: 'arn:aws:s3:::a', tags: { team: 'data' } }),
    );

    const { body } = await call('/findings?policy_id=aws.s3.bucket-versioning-enabled&include=resource');
    const { body: without } = await call('/findings?policy_id=aws.s3.bucket-versioning-enabled');

    const [a, b] = body.items as readonly Record<string, unknown>[];
    expect(a).toMatchObject({ resource_id: 'a', native_id: 'arn:aws:s3:::a', tags: { team: 'data' } });
    expect(b).not.toHaveProperty('tags');
    expect((without.items as readonly object[])[0]).not.toHaveProperty('tags');
    expect((await call('/findings?include=history')).status).toBe(400);
  });

  it('refuse a cursor whose position is not in the query', async () => {
    const { body } = await call('/findings?limit=1&account_id=000000000001');

    const answer = await call(`/findings?limit=1&account_id=000000000002&cursor=${body.next_cursor}`);

    expect(answer.body).toMatchObject({ status: 400, field: 'cursor' });
  });

  it.each([
    ['no place in the order', 'x'],
    ['of another severity', rows[0]!.list_order],
    ['of another status', rows[4]!.list_order],
  ])('refuse a forged cursor whose position is %s', async (_name, after) => {
    const policy = 'aws.s3.bucket-versioning-enabled';
    const query = ['findings', 'open', { policy_id: [policy], account_id: ['000000000001'] }];
    const path = `/findings?account_id=000000000001&policy_id=${policy}&cursor=`;
    const forged = (at: string): string => sealCursor(query, { partition: '2', after: at });

    expect((await call(`${path}${forged(rows[1]!.list_order)}`)).status).toBe(200);
    expect((await call(`${path}${forged(after)}`)).body).toMatchObject({ status: 400, field: 'cursor' });
  });

  it('are shown by any id with history and remediation, encoded or as API Gateway decodes it', async () => {
    const { finding_id } = rows[1]!;

    const encoded = await call(pathOf(finding_id));
    const decoded = await fixture.app.request(`/findings/${finding_id.replaceAll('#', '%23')}`);
    const short = await call(pathOf(finding_id.replace('aws.s3.', 's3.')));

    expect(encoded.body).toMatchObject({ finding_id, history: [{ reason: 'failed', job_id: SCAN_ID }] });
    expect(encoded.body.policy.remediation.text).not.toBe('');
    expect(encoded.body).not.toHaveProperty('list_order');
    expect(await decoded.json()).toEqual(encoded.body);
    expect(short.body).toEqual(encoded.body);
  });

  it("of a user's own policy are shown by exactly that id, whatever built-in policy is called so without its provider", async () => {
    const own = findingRow({ policy_id: 's3.bucket-versioning-enabled', resource_id: 'a' });
    await store.put('findings', own);
    await fixture.policyFiles.put(own.policy_id, policyText({ id: own.policy_id }));

    expect((await call(pathOf(own.finding_id))).body).toMatchObject({ finding_id: own.finding_id });
    expect(await listAll('/findings?limit=9&policy_id=s3.bucket-versioning-enabled')).toEqual([own.finding_id]);
  });

  it('name their resource in the command, unless a shell could read it as more than one word', async () => {
    const command = async (resource_id: string): Promise<string> => {
      const row = findingRow({ policy_id: 's3.acceleration-off', resource_id });
      await store.put('findings', row);
      return (await call(pathOf(row.finding_id))).body.policy.remediation.cli as string;
    };
    const native_id = 'arn:aws:s3:::plain-1';
    await store.put('resources', resourceRow({ type: 'AWS::S3::Bucket', resource_id: 'plain-1' }, { native_id }));
    await fixture.policyFiles.put('s3.acceleration-off', policyText().replace(' # {native_id}', ' --source {native_id}'));

    expect(await command('plain-1')).toContain(`--bucket plain-1 --accelerate-configuration Status=Suspended --source ${native_id}`);
    for (const hostile of ['$(reboot)', 'a b', '--debug', "a'b", 'a;b'])
      expect(await command(hostile)).toContain('--bucket {resource_id} ');
  });

  it('of a policy that was removed have no remediation', async () => {
    const row = findingRow({ policy_id: 's3.was-once' });
    await store.put('findings', row);

    expect((await call(pathOf(row.finding_id))).body).not.toHaveProperty('policy');
  });
});

describe('a finding', () => {
  const row = findingRow();
  beforeEach(async () => store.put('findings', row));

  it('is suppressed with a reason until a time, and unsuppressed', async () => {
    const until = '2027-01-01T00:00:00.000Z';

    const suppressed = await call(pathOf(row.finding_id, '/suppress'), { reason: 'Public website', author: 'ann', until });
    const listed = await call('/suppressions');
    const opened = await call(pathOf(row.finding_id.replace('aws.s3.', 's3.'), '/unsuppress'), {});

    expect(suppressed.body).toMatchObject({
      status: 'suppressed',
      suppression: { reason: 'Public website', author: 'unknown', on_behalf_of: 'ann', until },
    });
    expect(listed.body.items).toMatchObject([{ scope: { finding_id: row.finding_id }, reason: 'Public website', until }]);
    expect(await listAll(`/findings?limit=1&suppression_id=${listed.body.items[0].suppression_id}`)).toEqual([]);
    expect(opened.body).toMatchObject({ status: 'open' });
    expect(opened.body.history.map(({ reason }: { reason: string }) => reason)).toEqual(['failed', 'suppressed', 'unsuppressed']);
    expect((await call('/suppressions')).body.items).toEqual([]);
  });

  it('is unsuppressed without a body', async () => {
    await call(pathOf(row.finding_id, '/suppress'), { reason: 'x' });

    const answer = await send(fixture.app, pathOf(row.finding_id, '/unsuppress'), { method: 'POST' });

    expect(answer.body).toMatchObject({ status: 'open' });
  });

  it('is suppressed by the identity that API Gateway verified, whatever the body says; that stands beside it', async () => {
    const person = async (authorizer: object | undefined, path: string, body: object): Promise<unknown> => {
      const event = {
        version: '2.0',
        rawPath: path,
        rawQueryString: '',
        headers: { 'content-type': 'application/json' },
        requestContext: { domainName: 'x', http: { method: 'POST', path: '' }, ...(authorizer && { authorizer }) },
        body: JSON.stringify(body),
        isBase64Encoded: false,
      } as unknown as APIGatewayProxyEventV2;
      const answer = JSON.parse((await lambdaHandler(fixture.app)(event, {} as Context)).body!) as Record<string, object | undefined>;
      const { author, on_behalf_of } = (answer['suppression'] ?? answer) as { author: string; on_behalf_of?: string };
      return [author, on_behalf_of];
    };
    const ANN = 'arn:aws:iam::123456789012:user/ann';
    const CISO = 'arn:aws:iam::123456789012:user/ciso';
    const iam = { iam: { userArn: ANN } };
    const suppress = `/findings/${row.finding_id}/suppress`;
    const scope = { resource: 'website-*' };

    expect(await person(iam, suppress, { reason: 'x' })).toEqual([ANN, undefined]);
    expect(await person(iam, suppress, { reason: 'x', author: CISO })).toEqual([ANN, CISO]);
    expect(await person(iam, suppress, { reason: 'x', on_behalf_of: 'bob', author: CISO })).toEqual([ANN, 'bob']);
    expect(await person(iam, '/suppressions', { scope, reason: 'x', author: CISO })).toEqual([ANN, CISO]);
    expect(await person(iam, '/suppressions', { scope, reason: 'x', on_behalf_of: ANN })).toEqual([ANN, undefined]);
    expect(await person(undefined, suppress, { reason: 'x', author: CISO })).toEqual(['unknown', CISO]);
    const { body } = await call(`/findings/${encodeURIComponent(row.finding_id)}`);
    expect((body['history'] as readonly object[]).at(-1)).toMatchObject({ author: 'unknown', on_behalf_of: CISO });
  });

  it.each([
    ['a resolved one', { status: 'resolved' as const }, '/suppress', 409],
    ['one that is not suppressed', {}, '/unsuppress', 409],
  ])('refuses an action that contradicts its state: %s', async (_name, changes, action, expected) => {
    await store.put('findings', findingRow({}, changes));

    expect((await call(pathOf(row.finding_id, action), action === '/suppress' ? { reason: 'x' } : {})).status).toBe(expected);
  });
});

describe('suppressions', () => {
  it('are added by rule, listed and removed', async () => {
    const scope = { policy_id: 'aws.s3.bucket-versioning-enabled', account_id: '000000000001', resource: 'website-*', tag: 'public=yes' };

    const added = await call('/suppressions', { scope, reason: 'Public website', author: 'ann' });
    const listed = await call('/suppressions');
    const path = `/suppressions/${added.body.suppression_id}`;
    const removed = await send(fixture.app, path, { method: 'DELETE' });
    const again = await send(fixture.app, path, { method: 'DELETE' });

    expect(added.status).toBe(201);
    expect(added.body).toMatchObject({
      scope: { ...scope, account_id: account('1') },
      reason: 'Public website',
      author: 'unknown',
      on_behalf_of: 'ann',
    });
    expect(listed.body.items).toEqual([added.body]);
    expect(removed.body).toEqual(added.body);
    expect(again.status).toBe(404);
    expect((await call('/suppressions')).body.items).toEqual([]);
  });

  it('keep the full id of a policy that was named without its provider', async () => {
    const { body } = await call('/suppressions', { scope: { policy_id: 's3.bucket-versioning-enabled' }, reason: 'x' });

    expect(body.scope).toEqual({ policy_id: 'aws.s3.bucket-versioning-enabled' });
  });

  it('are listed page by page without those that have ended', async () => {
    const ended = suppressionRow({ suppression_id: 'sup-r-0', until: '2026-11-21T14:00:00.000Z' });
    await store.putMany('suppressions', [ended, suppressionRow(), suppressionRow({ suppression_id: 'sup-r-2' })]);

    const ids: string[] = [];
    let cursor = '';
    do {
      const { body } = await call(`/suppressions?limit=1${cursor && `&cursor=${cursor}`}`);
      ids.push(...(body.items as readonly { suppression_id: string }[]).map(({ suppression_id }) => suppression_id));
      cursor = (body.next_cursor as string | undefined) ?? '';
    } while (cursor !== '');

    expect(ids.toSorted()).toEqual(['sup-r-1', 'sup-r-2']);
  });
});

describe('requests about findings that are refused', () => {
  const id = 'aws.s3.bucket-versioning-enabled#aws:000000000001|AWS::S3::Bucket|eu-west-1|logs';
  it.each([
    ['an unknown status', '/findings?status=opn', undefined, 400, 'status', /Did you mean open\?$/],
    ['an unknown severity', '/findings?severity=hgh', undefined, 400, 'severity', /Did you mean high\?$/],
    [
      'an unknown policy',
      '/findings?policy_id=s3.bucket-versioning-enable',
      undefined,
      400,
      'policy_id',
      /Did you mean (aws\.)?s3\.bucket-versioning-enabled/,
    ],
    ['a pattern that no policy fits', '/findings?policy=s4.*', undefined, 400, 'policy', /Did you mean .*s3\.\*/],
    ['an unknown policy, as a scan takes it', '/findings?policy=s3.none', undefined, 400, 'policy', /no policy s3\.none/],
    ['two ways to name policies', '/findings?policy=s3.*&policy_id=s3.a', undefined, 400, 'policy', /one of them/],
    ['an unknown suppression', '/findings?suppression_id=sup-x', undefined, 400, 'suppression_id', /no suppression "sup-x"/],
    ['a rule over everything', '/suppressions', { scope: { resource: '**' }, reason: 'x' }, 400, 'scope.resource', /covers all of them/],
    [
      'an end on a day that is none',
      pathOf(id, '/suppress'),
      { reason: 'x', until: '2027-02-30T00:00:00Z' },
      400,
      'until',
      /2027-02 has 28/,
    ],
    ['a reason without a character', pathOf(id, '/suppress'), { reason: '' }, 400, 'reason', /^reason: empty; give a text\.$/],
    [
      'a long reason',
      pathOf(id, '/suppress'),
      { reason: 'x'.repeat(1001) },
      400,
      'reason',
      /^reason: too long; give at most 1000 characters\.$/,
    ],
    ['what is no policy', '/findings?policy_id=S3', undefined, 400, 'policy_id', /s3\.bucket-versioning-enabled/],
    ['an unknown account', '/findings?account_id=111111111111', undefined, 400, 'account_id', /not registered/],
    ['an unknown type', '/findings?type=bucket', undefined, 400, 'type', /Did you mean AWS::S3::Bucket/],
    ['what is no finding', '/findings/logs', undefined, 400, 'finding_id', /<policy>@<account>@<type>/],
    ['a finding that is not there', pathOf(id), undefined, 404, undefined, /no finding/],
    ['suppressing what is not there', pathOf(id, '/suppress'), { reason: 'x' }, 404, undefined, /no finding/],
    ['no reason', pathOf(id, '/suppress'), {}, 400, 'reason', /missing/],
    ['an empty reason', pathOf(id, '/suppress'), { reason: '  ' }, 400, 'reason', /empty/],
    ['a past end', pathOf(id, '/suppress'), { reason: 'x', until: '2020-01-01T00:00:00Z' }, 400, 'until', /past/],
    ['an end that is no time', pathOf(id, '/suppress'), { reason: 'x', until: 'tomorrow' }, 400, 'until', /not a time/],
    ['a rule that covers everything', '/suppressions', { scope: {}, reason: 'x' }, 400, 'scope', /at least one/],
    [
      'a rule of an unknown member',
      '/suppressions',
      { scope: { polcy_id: 'x' }, reason: 'x' },
      400,
      'scope.polcy_id',
      /Did you mean policy_id/,
    ],
    [
      'a rule of an unknown policy',
      '/suppressions',
      { scope: { policy_id: 's3.none' }, reason: 'x' },
      400,
      'scope.policy_id',
      /no policy s3\.none/,
    ],
    [
      'a rule of an unknown account',
      '/suppressions',
      { scope: { account_id: '111111111111' }, reason: 'x' },
      400,
      'scope.account_id',
      /not registered/,
    ],
  ] as const)('%s', async (_name, path, body, status, field, says) => {
    const answer = await call(path, body);

    expect(answer.status).toBe(status);
    expect(answer.body.field).toBe(field);
    expect(answer.body.detail).toMatch(says);
  });

  it('an unknown suppression', async () => {
    expect((await send(fixture.app, '/suppressions/sup-none', { method: 'DELETE' })).body).toMatchObject({ status: 404 });
  });
});
