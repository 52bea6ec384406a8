import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { builtInPolicies } from '../../../shared/policies/catalog.ts';
import { account, accountRow, apiFixture } from '../../support/api-fixture.ts';
import { type Answer, send } from '../../support/conforming-api.ts';
import { policyResult, putResults, SCAN_ID } from '../../support/finding-rows.ts';
import { policyText } from '../../support/policy-text.ts';

const OWN = 's3.acceleration-off';
const BUILT_IN = 'aws.s3.bucket-versioning-enabled';
let fixture: ReturnType<typeof apiFixture>;

beforeEach(async () => {
  fixture = apiFixture();
  await fixture.store.put('accounts', accountRow());
});

const get = async (path: string): Promise<Answer> => send(fixture.app, path);
const put = async (id: string, text: string, type = 'application/yaml'): Promise<Answer> =>
  send(fixture.app, `/policies/${id}`, { method: 'PUT', text, headers: { 'content-type': type } });
const remove = async (id: string): Promise<Answer> => send(fixture.app, `/policies/${id}`, { method: 'DELETE' });

async function listAll(query: string): Promise<readonly string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const { body } = await get(`/policies?limit=7${query}${cursor ? `&cursor=${cursor}` : ''}`);
    for (const { policy_id } of body.items as readonly { policy_id: string }[]) ids.push(policy_id);
    cursor = body.next_cursor as string | undefined;
  } while (cursor);
  return ids;
}

describe('policies', () => {
  const policies = builtInPolicies().map(({ policy }) => policy);

  it('are listed by id, including those of users', async () => {
    await fixture.policyFiles.put(OWN, policyText());

    expect(await listAll('')).toEqual([...policies.map(({ id }) => id), OWN].toSorted());
  });

  it('are filtered by severity, resource type and framework', async () => {
    expect(await listAll('&severity=critical')).toEqual(policies.filter(({ severity }) => severity === 'critical').map(({ id }) => id));
    expect(await listAll('&resource_type=AWS::S3::Bucket')).toEqual(
      policies.filter(({ resource_type }) => resource_type === 'AWS::S3::Bucket').map(({ id }) => id),
    );
    expect(await listAll('&framework=cis-aws-7.0')).toEqual(
      policies.filter(({ frameworks }) => frameworks['cis-aws-7.0']).map(({ id }) => id),
    );
  });

  it('are filtered by whose they are, and by words of their id and title', async () => {
    await fixture.policyFiles.put(OWN, policyText());

    expect(await listAll('&origin=user')).toEqual([OWN]);
    expect(await listAll('&origin=muster&search=VERSIONING bucket')).toEqual(
      policies.filter(({ id, title }) => /versioning/i.test(`${id} ${title}`) && /bucket/i.test(`${id} ${title}`)).map(({ id }) => id),
    );
    expect(await listAll('&search=not accelerated')).toEqual([OWN]);
    expect(await listAll('&search=nothing of the kind')).toEqual([]);
    expect(await get('/policies?origin=mine')).toMatchObject({ status: 400, body: { field: 'origin' } });
  });

  it('are listed with the verdicts of the newest scans', async () => {
    await putResults(fixture.store, '*', { [BUILT_IN]: policyResult({ pass: 7, fail: 3, unknown: 2, suppressed: 1 }) });
    const { items } = (await get('/policies?search=bucket-versioning-enabled')).body as {
      items: readonly { counts?: object; unknown?: number }[];
    };

    expect(items[0]).toMatchObject({ counts: { pass: 7, fail: 3, unknown: 2, not_applicable: 0, suppressed: 1 }, unknown: 2 });
    expect((await get('/policies?limit=1')).body.items[0]).not.toHaveProperty('counts');
  });

  it('are shown with everything except their tests, and with the results of all accounts or of one', async () => {
    await putResults(fixture.store, '*', { [BUILT_IN]: policyResult({ pass: 7, fail: 3, not_whole: 1 }) });
    await putResults(fixture.store, account('1'), { [BUILT_IN]: policyResult({ fail: 1 }) });

    const whole = await get(`/policies/${BUILT_IN}`);
    const one = await get(`/policies/${BUILT_IN}?account_id=000000000001`);
    const none = await get('/policies/s3.bucket-acl-not-used');

    expect(whole.body).toMatchObject({
      policy_id: BUILT_IN,
      origin: 'muster',
      results: { pass: 7, fail: 3, not_whole: 1, job_id: SCAN_ID },
    });
    expect(whole.body.pass).not.toBe('');
    expect(whole.body).not.toHaveProperty('tests');
    expect(one.body.results).toMatchObject({ pass: 0, fail: 1 });
    expect(none.body).not.toHaveProperty('results');
  });
});

describe('policies of users', () => {
  it('are created, replaced and removed, and written only if they differ', async () => {
    const created = await put(OWN, policyText());
    const again = await put(OWN, policyText(), 'text/yaml; charset=utf-8');
    const replaced = await put(OWN, policyText({ severity: 'high' }));

    expect([created.body.result, again.body.result, replaced.body.result]).toEqual(['created', 'unchanged', 'replaced']);
    expect(fixture.policyFiles.writes).toBe(2);
    expect((await get(`/policies/${OWN}`)).body).toMatchObject({ severity: 'high', origin: 'user' });
    expect((await remove(OWN)).body).toEqual({ policy_id: OWN });
    expect((await get(`/policies/${OWN}`)).status).toBe(404);
    expect((await remove(OWN)).status).toBe(404);
  });

  it.each([
    ['malformed YAML', 'id: [', 1, /sequence/],
    ['an unknown severity', policyText({ severity: 'hi' }), 4, /severity/],
    ['an expression that is none', policyText({ pass: 'config.(' }), 6, /pass/],
    ['a field that the type has not', policyText({ pass: 'config.AccelerateConfig == null' }), 6, /AccelerateConfiguration/],
    ['the id of another', policyText({ id: 's3.other' }), 1, /s3\.other.*make them the same/],
    ['tests that fail', policyText({ pass: 'config.AccelerateConfiguration != null' }), 12, /expected pass, got fail/],
  ])('with %s are refused, with line, column and reason, and are not stored', async (_name, text, line, says) => {
    const answer = await put(OWN, text);

    expect(answer.status).toBe(422);
    expect(answer.body.problems[0]).toMatchObject({ file: `${OWN}.yaml`, line, message: expect.stringMatching(says) });
    expect(answer.body.detail).toMatch(says);
    expect(fixture.policyFiles.writes).toBe(0);
  });

  it('with any text are refused or stored, and never answered with an error of Muster itself', async () => {
    const text = policyText();
    const damaged = fc.tuple(fc.nat(text.length), fc.nat(40), fc.string({ unit: 'binary' })).map(([at, cut, piece]) => {
      return `${text.slice(0, at)}${piece}${text.slice(at + cut)}`;
    });

    await fc.assert(
      fc.asyncProperty(
        fc.oneof({ weight: 4, arbitrary: damaged }, { weight: 1, arbitrary: fc.string({ unit: 'binary' }) }),
        async (any) => {
          expect((await put(OWN, any)).status).toBeLessThan(500);
        },
      ),
    );
  });

  it('cannot replace or remove those of Muster', async () => {
    expect((await put(BUILT_IN, policyText({ id: BUILT_IN }))).status).toBe(409);
    expect((await remove(BUILT_IN)).status).toBe(409);
    expect((await remove('s3.bucket-versioning-enabled')).body.detail).toContain(`The policy ${BUILT_IN} comes with Muster`);
  });

  it('must be sent as YAML', async () => {
    expect((await put(OWN, policyText(), 'application/json')).body).toMatchObject({
      status: 415,
      allowed: expect.arrayContaining(['application/yaml']),
    });
  });

  it('that cannot be used do not stop others, and their findings can still be listed', async () => {
    await fixture.policyFiles.put(OWN, 'id: [');

    expect((await get('/policies')).status).toBe(200);
    expect((await get(`/findings?policy_id=${OWN}`)).status).toBe(200);
    expect((await remove(OWN)).status).toBe(200);
  });
});

describe('a policy named without its provider', () => {
  const SHORT = 's3.bucket-versioning-enabled';

  it('is that of the one provider that has it', async () => {
    expect((await get(`/policies/${SHORT}`)).body).toMatchObject({ policy_id: BUILT_IN, origin: 'muster' });
  });

  it("is a user's own if exactly that is its id", async () => {
    await put(SHORT, policyText({ id: SHORT }));

    expect((await get(`/policies/${SHORT}`)).body).toMatchObject({ policy_id: SHORT, origin: 'user' });
    expect((await remove(SHORT)).body).toEqual({ policy_id: SHORT });
  });

  it('is refused where users have one for several providers', async () => {
    for (const id of ['azure.keys.rotated', 'oci.keys.rotated']) await put(id, policyText({ id }));
    const body = { operation: 'scan', policy: 'keys.rotated' };

    for (const [answer, field] of [
      [await get('/policies/keys.rotated'), 'policy_id'],
      [await get('/findings?policy_id=keys.rotated'), 'policy_id'],
      [await send(fixture.app, '/jobs', { body }), 'policy'],
    ] as const) {
      const detail = `${field}: "keys.rotated" could be azure.keys.rotated or oci.keys.rotated; write one of them.`;
      expect(answer.body).toMatchObject({ status: 400, field, detail });
    }
  });
});

describe('a scan', () => {
  it('is started for a policy, and shown with it and its totals', async () => {
    const answer = await send(fixture.app, '/jobs', { body: { operation: 'scan', policy: 's3.*' } });
    const wrong = await send(fixture.app, '/jobs', { body: { operation: 'scan', policy: 'cis-aws-7' } });

    expect([answer.status, wrong.status]).toEqual([202, 400]);
    expect(fixture.jobs.started).toEqual([{ operation: 'scan', policy: 's3.*' }]);
    expect(wrong.body).toMatchObject({ field: 'policy', detail: expect.stringContaining('Did you mean cis-aws-7.0') });
  });
});

describe('requests about policies and frameworks that are refused', () => {
  it.each([
    ['/policies?severity=hgh', 400, /Did you mean high\?$/],
    ['/policies?resource_type=bucket', 400, /Did you mean AWS::S3::Bucket/],
    ['/policies?framework=cis-aws-7', 400, /Did you mean cis-aws-7\.0/],
    ['/policies/aws.s3.bucket-versioning', 404, /Did you mean (aws\.)?s3\.bucket-versioning-enabled/],
    ['/policies/S3', 400, /not a policy's id/],
    [`/policies/${BUILT_IN}?account_id=111111111111`, 400, /not registered/],
    ['/frameworks/cis-aws-70', 404, /Did you mean cis-aws-7\.0/],
    ['/frameworks/cis-aws-7.0?account_id=111111111111', 400, /not registered/],
  ])('%s', async (path, status, says) => {
    const answer = await get(path);

    expect(answer.status).toBe(status);
    expect(answer.body.detail).toMatch(says);
  });
});

describe('frameworks', () => {
  it('are listed with their coverage, page by page', async () => {
    const first = await get('/frameworks?limit=1');
    const rest = await get(`/frameworks?cursor=${first.body.next_cursor}`);

    expect(first.body.items).toMatchObject([{ framework_id: 'aws-config' }]);
    expect(rest.body.items.map(({ framework_id }: { framework_id: string }) => framework_id)).toContain('cis-aws-7.0');
    for (const { coverage } of rest.body.items)
      expect(coverage.covered + coverage.partial + coverage.manual + coverage.not_covered).toBe(coverage.controls);
  });

  it('are scored by the results of all accounts, or of one', async () => {
    const { id, frameworks } = builtInPolicies().find(({ policy }) => Object.keys(policy.frameworks).length > 0)!.policy;
    const framework = Object.keys(frameworks)[0]!;
    await putResults(fixture.store, '*', { [id]: policyResult({ pass: 1, fail: 2 }) });

    const all = await get(`/frameworks/${framework}`);
    const one = await get(`/frameworks/${framework}?account_id=000000000001`);

    expect(all.body.score).toMatchObject({ states: { fail: expect.any(Number) }, percent: 0 });
    expect(all.body.controls.filter(({ state }: { state: string }) => state === 'fail').length).toBeGreaterThan(0);
    expect(one.body).toMatchObject({ account_id: account('1'), score: { states: { fail: 0 } } });
    expect(one.body.score).not.toHaveProperty('percent');
  });
});
