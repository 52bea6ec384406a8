import { beforeEach, describe, expect, it } from '@jest/globals';
import { EVERYTHING, type Principal } from '../../../shared/access/principal.ts';
import type { ResourceRow } from '../../../shared/inventory/model.ts';
import { account, accountRow, apiFixture, POLICY_TEXTS, putResources, resourceRow } from '../../support/api-fixture.ts';
import { type Answer, send } from '../../support/conforming-api.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { policyText } from '../../support/policy-text.ts';

const A = account('1');
const B = account('2');
const ENABLED = { AccelerateConfiguration: { Status: 'Enabled' } };
const VIEWER: Principal = { id: 'arn:aws:iam::000000000000:role/dana', name: 'dana', role: 'viewer', scope: EVERYTHING };

let caller: Principal;
let fixture: ReturnType<typeof apiFixture>;
beforeEach(async () => {
  caller = VIEWER;
  fixture = apiFixture(new MemoryStore(), undefined, () => Promise.resolve(caller));
  for (const account_id of [A, B]) await fixture.store.put('accounts', accountRow({ account_id, name: account_id }));
});

const rowOf = (given: Partial<ResourceRow>): ResourceRow => resourceRow({ account_id: A, ...given }, given);
const bucket = (given: Partial<ResourceRow>): ResourceRow =>
  rowOf({ type: 'AWS::S3::Bucket', config: { AccelerateConfiguration: null }, ...given });
const check = async (body: object): Promise<Answer> => send(fixture.app, '/policies/check', { body });

/** Buckets of both accounts, with every verdict. */
const putBuckets = async (): Promise<void> =>
  await putResources(fixture.store, [
    bucket({ resource_id: 'off' }),
    bucket({ resource_id: 'on', config: ENABLED }),
    bucket({
      resource_id: 'unread',
      config: {},
      unread: { AccelerateConfiguration: { error_code: 'AccessDenied', permission: 's3:Get' } },
    }),
    bucket({ resource_id: 'deleted', config: ENABLED, is_last: 0 }),
    bucket({ resource_id: 'other', account_id: B, config: ENABLED }),
    resourceRow({ type: 'AWS::EC2::VPC', account_id: A, resource_id: 'vpc-1' }),
  ]);

describe('a check of a policy', () => {
  it('counts the verdicts on the stored resources of its type, with examples and their evidence', async () => {
    await putBuckets();
    const text = policyText().replace('remediation:', 'evidence: "{\\"status\\": config.AccelerateConfiguration.Status}"\nremediation:');

    const { status, body } = await check({ text });

    expect(status).toBe(200);
    expect(body).toMatchObject({
      problems: [],
      policy: { policy_id: 's3.acceleration-off', resource_type: 'AWS::S3::Bucket', related_types: [] },
      tests: [
        { name: 'not accelerated', passed: true, expected: 'pass', verdict: 'pass' },
        { name: 'accelerated', passed: true },
        { name: 'may not be read', passed: true, verdict: 'unknown', reason: expect.any(String) },
      ],
      trial: {
        counts: { pass: 1, fail: 2, unknown: 1, not_applicable: 0 },
        resources: 4,
        accounts: { read: 2, total: 2 },
        whole: true,
      },
    });
    expect(body.trial.examples.fail).toEqual([
      expect.objectContaining({ id: expect.stringContaining('@on'), account_id: A, evidence: { status: 'Enabled' } }),
      expect.objectContaining({ id: expect.stringContaining('@other'), account_id: B }),
    ]);
    expect(body.trial.examples.unknown).toEqual([expect.objectContaining({ permission: 's3:Get', reason: expect.any(String) })]);
  });

  it('tells every problem with its position, and tries nothing then', async () => {
    await putBuckets();
    const { status, body } = await check({ text: policyText({ severity: 'grave' }).replace('title:', 'titel:') });

    expect(status).toBe(200);
    expect(body).toEqual({
      problems: [
        { line: 2, column: 1, path: 'titel', message: expect.stringContaining('titel') },
        { line: 4, column: 11, path: 'severity', message: expect.stringContaining('grave') },
      ],
      tests: [],
    });
  });

  it.each([
    ['id: [', undefined],
    [policyText().replace(/verdict: \w+/, 'verdict: maybe'), 'tests[0].verdict'],
    [policyText({ pass: 'config.AccelerateConfiguration != null' }), 'tests[0]'],
  ])('names the path of what is wrong with %j', async (text, path) => {
    const { body } = await check({ text, resources: 0 });

    expect(body.problems[0].path).toBe(path);
  });

  it.each([
    ['config.Nothing == null', /no field Nothing/],
    ['config.AccelerateConfiguration ==', /pass:/],
    ['1 + 1', /pass:/],
  ])('tells what is wrong with the expression %s, and where', async (pass, message) => {
    const { body } = await check({ text: policyText({ pass }), resources: 0 });

    expect(body.problems).toEqual([{ line: 6, column: expect.any(Number), path: 'pass', message: expect.stringMatching(message) }]);
    expect(body.problems[0].column).toBeGreaterThan(6);
  });

  it('tells which tests fail, and tries the policy all the same', async () => {
    await putBuckets();
    const { body } = await check({ text: policyText({ pass: 'config.AccelerateConfiguration != null' }) });

    expect(body.problems).toHaveLength(2);
    expect(body.tests.map(({ passed }: { readonly passed: boolean }) => passed)).toEqual([false, false, true]);
    expect(body.trial.counts).toEqual({ pass: 2, fail: 1, unknown: 1, not_applicable: 0 });
  });

  it('judges no more resources than it is asked to, and says that there are more', async () => {
    await putBuckets();

    expect((await check({ text: policyText(), resources: 2 })).body.trial).toMatchObject({
      resources: 2,
      accounts: { read: 0, total: 2 },
      whole: false,
    });
    expect((await check({ text: policyText(), resources: 3 })).body.trial).toMatchObject({
      resources: 3,
      accounts: { read: 1 },
      whole: false,
    });
    expect((await check({ text: policyText(), resources: 4 })).body.trial).toMatchObject({
      resources: 4,
      accounts: { read: 2 },
      whole: true,
    });
    expect((await check({ text: policyText(), resources: 0 })).body).not.toHaveProperty('trial');
  });

  it('shows 20 examples of each verdict at most', async () => {
    await putResources(
      fixture.store,
      Array.from({ length: 25 }, (_, at) => bucket({ resource_id: `b${at}` })),
    );
    const { trial } = (await check({ text: policyText() })).body;

    expect(trial.counts.pass).toBe(25);
    expect(trial.examples.pass).toHaveLength(20);
  });

  it('judges the resources of the selected accounts, and refuses accounts that do not exist', async () => {
    await putBuckets();

    expect((await check({ text: policyText(), account_id: [B] })).body.trial).toMatchObject({
      counts: { pass: 0, fail: 1 },
      accounts: { total: 1 },
    });
    expect(await check({ text: policyText(), account_id: ['name:x'] })).toMatchObject({ status: 400, body: { field: 'account_id' } });
  });

  it('judges nothing that the caller may not see', async () => {
    await putBuckets();
    caller = { ...VIEWER, scope: { kind: 'limited', accounts: new Set([B]) } };

    const { body } = await check({ text: policyText() });

    expect(body.trial).toMatchObject({ counts: { pass: 0, fail: 1, unknown: 0 }, accounts: { read: 1, total: 1 } });
    expect(JSON.stringify(body)).not.toContain(A);
  });

  it('says so if judging is ended', async () => {
    await putBuckets();
    fixture.policies.trial = () => Promise.resolve({ ended: 'took more than 10 seconds' });

    expect((await check({ text: policyText() })).body).toMatchObject({
      problems: [],
      trial_problem: 'The policy could not be tried: judging the resources took more than 10 seconds.',
    });
  });

  it('stores nothing and leaves no trace in the audit log', async () => {
    await check({ text: policyText() });
    caller = { ...VIEWER, role: 'admin' };

    expect(await fixture.policyFiles.get('s3.acceleration-off')).toBeUndefined();
    expect((await send(fixture.app, '/audit')).body.items).toEqual([]);
  });
});

describe('a policy that looks up another type', () => {
  const USED = policyText({ id: 'ec2.vpc-used', pass: `referrers('in_vpc', 'AWS::EC2::Subnet').size() > 0` })
    .replace('AWS::S3::Bucket', 'AWS::EC2::VPC')
    .replace(
      /tests:[^]*/,
      `tests:
  - {name: used, verdict: pass, resource: {resource_id: vpc-1}, related: [{type: 'AWS::EC2::Subnet', relationships: [{relation: in_vpc, type: 'AWS::EC2::VPC', id: vpc-1}]}]}
  - {name: unused, verdict: fail, resource: {resource_id: vpc-1}}
  - {name: not known, verdict: unknown, resource: {resource_id: vpc-1}, not_whole: ['AWS::EC2::Subnet']}
`,
    );
  const subnet = (at: number) =>
    rowOf({
      type: 'AWS::EC2::Subnet',
      resource_id: `subnet-${at}`,
      relationships: [{ relation: 'in_vpc', type: 'AWS::EC2::VPC', id: 'vpc-1' }],
    });
  const vpcs = ['vpc-1', 'vpc-2'].map((resource_id) => resourceRow({ type: 'AWS::EC2::VPC', account_id: A, resource_id }));

  it('is judged with the other type’s resources in the same account', async () => {
    await putResources(fixture.store, [...vpcs, subnet(1)]);

    const { problems, policy, trial } = (await check({ text: USED })).body;

    expect(problems).toEqual([]);
    expect(policy.related_types).toEqual(['AWS::EC2::Subnet']);
    expect(trial.counts).toMatchObject({ pass: 1, fail: 1 });
  });

  it('is unknown where there are too many of them to be read at once', async () => {
    await putResources(fixture.store, [...vpcs, ...Array.from({ length: 2001 }, (_, at) => subnet(at))]);
    const { trial } = (await check({ text: USED })).body;
    expect(trial.counts).toMatchObject({ unknown: 2 });
    expect(trial.examples.unknown[0].reason).toContain('more than 2000 resources of the type AWS::EC2::Subnet');
  });
});

describe('the format of policies', () => {
  it('is a JSON Schema', async () => {
    const { status, body } = await send(fixture.app, '/policies/schema');

    expect(status).toBe(200);
    expect(body).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema', properties: { resource_type: {} } });
  });
});

/** Names of tags and of members of maps that mean something to CEL or to YAML. */
const HOSTILE = [
  'a-b',
  'aws:name',
  'in',
  'True',
  '0',
  "it's",
  'say "x"',
  'a\\b',
  'a\nid: x',
  'a: b # c',
  '{',
  '\u202Egnp',
  '\u0085',
  '${x}',
  ' ',
];

describe('a draft', () => {
  it.each([
    ['AWS::S3::Bucket', {}],
    ['AWS::S3::Bucket', { field: 'VersioningConfiguration.Status' }],
    ['AWS::S3::Bucket', { field: 'Tags[0].Key' }],
    ['AWS::S3::Bucket', { field: 'Policy.Statement[0].Condition["aws:SecureTransport"]' }],
    ['AWS::S3::Bucket', { tag: 'Owner' }],
    ...HOSTILE.flatMap((name) => [
      ['AWS::S3::Bucket', { tag: name }] as const,
      ['AWS::Lambda::Function', { field: `Environment.Variables[${JSON.stringify(name)}]` }] as const,
    ]),
  ])('is a policy whose tests pass: %s %j', async (type, about) => {
    const { status, body } = await send(fixture.app, `/policies/draft?${String(new URLSearchParams({ type, ...about }))}`);
    expect({ status, detail: body['detail'] }).toEqual({ status: 200 });

    const { problems, policy, tests } = (await check({ text: body.text as string, resources: 0 })).body;
    expect(problems).toEqual([]);
    expect(policy).toMatchObject({ policy_id: 'my.rule', resource_type: type });
    expect(tests.map(({ passed }: { passed: boolean }) => passed)).toEqual([true, true, true]);
  });

  it.each([
    ['type=AWS::S3::Buckt', 'type'],
    ['type=AWS::S3::Bucket&field=Nothing', 'field'],
    ['type=AWS::S3::Bucket&field=Tags[', 'field'],
    ['type=AWS::S3::Bucket&field=Tags[0].Key&tag=Owner', 'tag'],
    ['type=AWS::S3::Buckt&tag=Owner', 'type'],
    ['type=AWS::S3::Bucket&id=no', 'id'],
  ])('is refused for %s', async (query, field) => {
    expect(await send(fixture.app, `/policies/draft?${query}`)).toMatchObject({ status: 400, body: { field } });
  });
});

describe('the text of a policy', () => {
  it('is the file that Muster has, or that its user has stored', async () => {
    await fixture.policyFiles.put('s3.acceleration-off', policyText());

    expect((await send(fixture.app, '/policies/aws.s3.bucket-versioning-enabled/text')).body).toEqual({
      policy_id: 'aws.s3.bucket-versioning-enabled',
      text: POLICY_TEXTS['aws.s3.bucket-versioning-enabled'],
    });
    expect((await send(fixture.app, '/policies/s3.acceleration-off/text')).body['text']).toBe(policyText());
    expect((await send(fixture.app, '/policies/my.other/text')).status).toBe(404);
  });
});
