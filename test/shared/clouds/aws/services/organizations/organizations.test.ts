import { describe, expect, it } from '@jest/globals';
import { AnsweredError, type CloudCall } from '../../../../../../shared/clouds/aws/answerer.ts';
import { Bookmark } from '../../../../../../shared/clouds/bookmark.ts';
import { GLOBAL_SEGMENT, NOTHING_STORED } from '../../../../../../shared/clouds/cloud.ts';
import { sessionOf } from '../../demo/read-account.ts';
import { failure } from '../../support.ts';
import { expectIdentity } from '../identity.ts';
import { ACCOUNT, fetchAll, fetchOne, SampledAws, typeCalled } from '../sampled-aws.ts';

const ORGANIZATION = 'AWS::Organizations::Organization';
const ACCOUNTS = 'AWS::Organizations::Account';
const UNITS = 'AWS::Organizations::OrganizationalUnit';
const POLICIES = 'AWS::Organizations::Policy';
const DELEGATES = 'AWS::Organizations::DelegatedAdministrator';
const ROOTS = 'AWS::Organizations::Root';

it.each([
  { type: ORGANIZATION, id: 'organization', arn: 'organizations::[0-9]{12}:organization/o-[a-z0-9]+' },
  { type: ROOTS, id: 'r-[a-z0-9]{4}', arn: 'organizations::[0-9]{12}:root/o-[a-z0-9]+/r-[a-z0-9]{4}' },
  {
    type: UNITS,
    id: 'ou-[a-z0-9]{4}-[a-z0-9]{8}',
    arn: 'organizations::[0-9]{12}:ou/o-[a-z0-9]+/ou-[a-z0-9-]+',
    relations: [`in ${UNITS}`, `in ${ROOTS}`],
  },
  {
    type: ACCOUNTS,
    id: '[0-9]{12}',
    arn: 'organizations::[0-9]{12}:account/o-[a-z0-9]+/[0-9]{12}',
    relations: [`in ${UNITS}`, `in ${ROOTS}`],
  },
  {
    type: POLICIES,
    id: 'p-[0-9a-zA-Z]+',
    arn: 'organizations::([0-9]{12}|aws):policy/(o-[a-z0-9]+/)?[a-z_]+/p-[0-9a-zA-Z]+',
    relations: [`attached_to ${ACCOUNTS}`, `attached_to ${UNITS}`, `attached_to ${ROOTS}`],
  },
  { type: DELEGATES, id: '[0-9]{12}', arn: null, relations: [`uses ${ACCOUNTS}`] },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

const answers = (others: Readonly<Record<string, object | AnsweredError>>): SampledAws => new SampledAws(others);
const refusal = (code: string, message = 'No.'): AnsweredError => new AnsweredError(code, message, 400);
/** In these words Organizations refuses the roles of accounts that may not ask, whatever their policies allow. */
const NOT_FOR_MEMBERS = refusal('AccessDeniedException', "You don't have permissions to access this resource.");

it('stores no mail address', async () => {
  const found = await Promise.all([ORGANIZATION, ACCOUNTS, DELEGATES].map(async (type) => await fetchAll(typeCalled(type))));

  expect(found.map(({ length }) => length)).toEqual([1, 3, 1]);
  expect(JSON.stringify(found)).toContain('MasterAccountId');
  expect(JSON.stringify(found)).not.toMatch(/not-stored|Email|@/);
});

it('tells an account in no organization from one that may not ask', async () => {
  const type = typeCalled(ORGANIZATION);

  expect(await fetchAll(type, answers({ DescribeOrganization: refusal('AWSOrganizationsNotInUseException') }))).toMatchObject([
    { native_id: null, config: { Organization: null }, unread: {} },
  ]);
  expect(await failure(fetchAll(type, answers({ DescribeOrganization: refusal('AccessDeniedException') })))).toMatchObject({
    details: { class: 'denied' },
  });
});

describe('what only the management account and its delegates may list', () => {
  const LISTS = {
    [ACCOUNTS]: 'ListAccounts',
    [UNITS]: 'ListRoots',
    [POLICIES]: 'ListRoots',
    [DELEGATES]: 'ListDelegatedAdministrators',
    [ROOTS]: 'ListRoots',
  };
  const lists = Object.entries(LISTS);
  const managedBy = (MasterAccountId: string): object => ({ Organization: { Id: 'o-halden0demo', MasterAccountId } });

  it.each(lists)('%s is unsupported in a member account', async (type, operation) => {
    const aws = answers({ [operation]: NOT_FOR_MEMBERS, DescribeOrganization: managedBy('100200300400') });

    expect(await failure(fetchAll(typeCalled(type), aws))).toMatchObject({
      message:
        "organizations in global: only the organization's management account may call it, which is 100200300400, and the accounts that it delegates this to (AccessDeniedException).",
      details: { class: 'unsupported', error_code: 'AccessDeniedException' },
    });
    expect(aws.called('DescribeOrganization')).toHaveLength(1);
  });

  it.each(lists)('%s is denied in the management account', async (type, operation) => {
    const aws = answers({ [operation]: NOT_FOR_MEMBERS, DescribeOrganization: managedBy(ACCOUNT) });

    expect(await failure(fetchAll(typeCalled(type), aws))).toMatchObject({
      details: { class: 'denied', permission: `organizations:${operation}` },
    });
  });

  it.each(lists)('%s is denied where IAM refuses the call itself, and nothing more is asked', async (type, operation) => {
    const words = `User: arn:aws:sts::${ACCOUNT}:assumed-role/muster/x is not authorized to perform: organizations:${operation} on resource: *`;
    const aws = answers({ [operation]: refusal('AccessDeniedException', words) });

    expect(await failure(fetchAll(typeCalled(type), aws))).toMatchObject({
      details: { class: 'denied', permission: `organizations:${operation}` },
    });
    expect(aws.called('DescribeOrganization')).toEqual([]);
  });

  it.each(lists)('%s is unsupported without an organization', async (type, operation) => {
    const aws = answers({ [operation]: refusal('AWSOrganizationsNotInUseException') });

    expect(await failure(fetchAll(typeCalled(type), aws))).toMatchObject({ details: { class: 'unsupported' } });
  });

  it.each([
    [POLICIES, 'ListPolicies'],
    [UNITS, 'ListOrganizationalUnitsForParent'],
  ])('%s is denied to a delegate that may list the roots and lacks %s', async (type, operation) => {
    const aws = answers({ [operation]: NOT_FOR_MEMBERS, DescribeOrganization: managedBy('100200300400') });

    expect(await failure(fetchAll(typeCalled(type), aws))).toMatchObject({
      details: { class: 'denied', permission: `organizations:${operation}` },
    });
  });

  it('is denied where it cannot be found out which account may call', async () => {
    const aws = answers({ ListAccounts: NOT_FOR_MEMBERS, DescribeOrganization: refusal('AccessDeniedException') });

    expect(await failure(fetchAll(typeCalled(ACCOUNTS), aws))).toMatchObject({
      details: { class: 'denied', permission: 'organizations:ListAccounts' },
    });
  });

  it('is read again where the question who may call fails in passing', async () => {
    const aws = answers({ ListAccounts: NOT_FOR_MEMBERS, DescribeOrganization: refusal('TooManyRequestsException') });

    expect(await failure(fetchAll(typeCalled(ACCOUNTS), aws))).toMatchObject({ details: { class: 'throttled' } });
  });

  it('leaves a detail unread that a delegate may not read, and never takes it for empty', async () => {
    const aws = answers({ ListTagsForResource: NOT_FOR_MEMBERS });
    const [root] = await fetchAll(typeCalled(ROOTS), aws);

    expect(root).toMatchObject({ tags: {}, unread: { Tags: { error_code: 'AccessDeniedException' } } });
    expect(root?.config).not.toHaveProperty('Tags');
  });
});

describe('organizational units', () => {
  const unit = (id: string): object => ({ Id: id, Arn: `arn:aws:organizations::1:ou/o-1/${id}`, Name: id });

  it('are found at every depth, in pages that may be empty', async () => {
    const tree: Readonly<Record<string, readonly string[]>> = {
      'r-hald': ['ou-a', 'ou-b'],
      'ou-b': ['ou-c'],
      'ou-c': ['ou-d'],
      'ou-d': ['ou-e'],
    };
    const aws = new SampledAws({
      ListParents: { Parents: [] },
      ListTagsForResource: { Tags: [] },
      ListOrganizationalUnitsForParent: ({ input }: CloudCall) =>
        input['NextToken'] === undefined
          ? { OrganizationalUnits: [], NextToken: 'more' }
          : { OrganizationalUnits: (tree[String(input['ParentId'])] ?? []).map(unit) },
    });

    const found = await fetchAll(typeCalled(UNITS), aws);

    expect(found.map(({ resource_id }) => resource_id).toSorted()).toEqual(['ou-a', 'ou-b', 'ou-c', 'ou-d', 'ou-e']);
    expect(new Set(aws.called('ListOrganizationalUnitsForParent').map(({ input }) => input['ParentId']))).toEqual(
      new Set(['r-hald', 'ou-a', 'ou-b', 'ou-c', 'ou-d', 'ou-e']),
    );
  });

  it('have no units where they were deleted since they were listed, and fail where their list is refused', async () => {
    const below = (error: AnsweredError) =>
      new SampledAws({
        ListParents: { Parents: [] },
        ListTagsForResource: { Tags: [] },
        ListOrganizationalUnitsForParent: ({ input }: CloudCall) => {
          if (input['ParentId'] === 'ou-a') throw error;
          return { OrganizationalUnits: input['ParentId'] === 'r-hald' ? [unit('ou-a'), unit('ou-b')] : [] };
        },
      });

    expect(await fetchAll(typeCalled(UNITS), below(refusal('ParentNotFoundException')))).toHaveLength(2);
    expect(await failure(fetchAll(typeCalled(UNITS), below(refusal('TooManyRequestsException'))))).toMatchObject({
      details: { class: 'throttled' },
    });
  });

  it('are in the root or in another unit', async () => {
    const found = await fetchAll(typeCalled(UNITS));

    expect(Object.fromEntries(found.map(({ name, relationships }) => [name, relationships]))).toEqual({
      Workloads: [{ relation: 'in', type: ROOTS, id: 'r-hald' }],
      Suspended: [{ relation: 'in', type: ROOTS, id: 'r-hald' }],
      Production: [{ relation: 'in', type: UNITS, id: 'ou-hald-eibur3hw' }],
    });
  });
});

describe('policies', () => {
  it('are listed for each type that the root has enabled, also one that Muster does not know', async () => {
    const aws = new SampledAws({
      ListRoots: {
        Roots: [{ Id: 'r-hald', PolicyTypes: ['SERVICE_CONTROL_POLICY', 'LATER_POLICY'].map((Type) => ({ Type, Status: 'ENABLED' })) }],
      },
      DescribePolicy: { Policy: { Content: '{}' } },
      ListTargetsForPolicy: { Targets: [] },
      ListTagsForResource: { Tags: [] },
      ListPolicies: ({ input }: CloudCall) => ({ Policies: [{ Id: `p-${String(input['Filter'])}`, Name: 'one', Type: input['Filter'] }] }),
    });

    const found = await fetchAll(typeCalled(POLICIES), aws);

    expect(found.map(({ resource_id }) => resource_id)).toEqual(['p-SERVICE_CONTROL_POLICY', 'p-LATER_POLICY']);
  });

  it('are read on by another attempt where the first one stopped', async () => {
    const types = ['SERVICE_CONTROL_POLICY', 'TAG_POLICY'];
    const bookmark = new Bookmark();
    const attempt = async (refused?: string): Promise<readonly string[]> => {
      const aws = new SampledAws({
        ListPolicies: ({ input: { Filter } }: CloudCall) => {
          if (Filter === refused) throw refusal('TooManyRequestsException');
          return { Policies: [{ Id: `p-${String(Filter)}`, Name: 'one', Type: Filter, AwsManaged: true }] };
        },
        DescribePolicy: { Policy: { Content: '{}' } },
        ListTargetsForPolicy: { Targets: [] },
      });
      const session = sessionOf(aws, ACCOUNT);
      const found: string[] = [];
      try {
        for await (const page of session.fetch(typeCalled(POLICIES), GLOBAL_SEGMENT, NOTHING_STORED, bookmark))
          found.push(...page.map(({ resource_id }) => resource_id));
      } catch (error) {
        expect(error).toMatchObject({ details: { class: 'throttled' } });
      } finally {
        session.close();
      }
      return found;
    };

    expect([await attempt(types[1]), await attempt()]).toEqual([['p-SERVICE_CONTROL_POLICY'], ['p-TAG_POLICY']]);
  });

  it('are none where no type is enabled', async () => {
    expect(await fetchAll(typeCalled(POLICIES), answers({ ListRoots: { Roots: [{ Id: 'r-hald', PolicyTypes: [] }] } }))).toEqual([]);
  });

  it('have their content as data, and what they are attached to', async () => {
    const { config, relationships, tags } = await fetchOne(typeCalled(POLICIES), 'p-FullAWSAccess');

    expect(config['Content']).toMatchObject({ Statement: [{ Effect: 'Allow' }] });
    expect(relationships).toEqual(
      expect.arrayContaining([
        { relation: 'attached_to', type: ROOTS, id: 'r-hald' },
        { relation: 'attached_to', type: UNITS, id: 'ou-hald-eibur3hw' },
        { relation: 'attached_to', type: ACCOUNTS, id: ACCOUNT },
      ]),
    );
    expect(tags).toEqual({});
  });

  it("cost no call for tags where they are AWS's own", async () => {
    const aws = new SampledAws();
    await fetchAll(typeCalled(POLICIES), aws);

    expect(aws.called('ListTagsForResource').map(({ input }) => input['ResourceId'])).toEqual(['p-hald0regions', 'p-hald0tags']);
  });

  it('are dropped where they were deleted since they were listed', async () => {
    expect(await fetchAll(typeCalled(POLICIES), answers({ DescribePolicy: refusal('PolicyNotFoundException') }))).toEqual([]);
  });
});

it('names the services that are delegated to an account', async () => {
  const found = await fetchOne(typeCalled(DELEGATES), ACCOUNT);

  expect(found).toMatchObject({ native_id: null, relationships: [{ relation: 'uses', type: ACCOUNTS, id: ACCOUNT }] });
  expect(found.config['DelegatedServices']).toEqual([
    { ServicePrincipal: 'guardduty.amazonaws.com', DelegationEnabledDate: '2023-05-02T10:30:00.000Z' },
    { ServicePrincipal: 'securityhub.amazonaws.com', DelegationEnabledDate: '2023-05-03T08:00:00.000Z' },
  ]);
});

it('reads an account that is suspended as one of the organization', async () => {
  expect(await fetchOne(typeCalled(ACCOUNTS), '998800112233')).toMatchObject({
    name: 'legacy-crm',
    tags: { env: 'production' },
    config: { State: 'SUSPENDED', Status: 'SUSPENDED', JoinedMethod: 'CREATED' },
    relationships: [{ relation: 'in', type: UNITS, id: 'ou-hald-iqwiriy4' }],
  });
});
