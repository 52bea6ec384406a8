/** What an account's own indexes tell of it, and what is told where they do not. */
import { describe, expect, it } from '@jest/globals';
import { AnsweredError, type CloudCall } from '../../../../../shared/clouds/aws/answerer.ts';
import { DemoEstate } from '../../../../../shared/clouds/aws/demo/demo-answerer.ts';
import { demoAccounts } from '../../../../../shared/clouds/aws/demo/accounts.ts';
import { kindOf, typesOfKind } from '../../../../../shared/clouds/aws/survey/arn-types.ts';
import { MAX_NAMES } from '../../../../../shared/clouds/aws/survey/read-survey.ts';
import { demoResources } from '../../../policies/fixtures.ts';
import { idOfAccount, sessionOf } from '../demo/read-account.ts';
import { ACCOUNT, FakeAws } from '../support.ts';

const REGIONS = { Regions: [{ RegionName: 'eu-west-1' }, { RegionName: 'us-east-1' }] };
const AGGREGATED = {
  Indexes: [
    { Region: 'us-east-1', Type: 'LOCAL' },
    { Region: 'eu-west-1', Type: 'AGGREGATOR' },
  ],
};
const resource = (more: object) => ({ OwningAccountId: ACCOUNT, Region: 'eu-west-1', Arn: '', ...more });
const THING = resource({
  Arn: `arn:aws:iot:eu-west-1:${ACCOUNT}:thing/one`,
  ResourceType: 'iot:thing',
  CfnResourceType: 'AWS::IoT::Thing',
});
const VPC = resource({ Arn: `arn:aws:ec2:us-east-1:${ACCOUNT}:vpc/vpc-1`, ResourceType: 'ec2:vpc', Region: 'us-east-1' });
const denied = (action: string) => new AnsweredError('AccessDeniedException', `User: x is not authorized to perform: ${action}`, 403);

async function surveyOf(answers: ConstructorParameters<typeof FakeAws>[0], aws = new FakeAws({ DescribeRegions: REGIONS, ...answers })) {
  const session = sessionOf(aws, ACCOUNT);
  try {
    return { survey: await session.survey(), aws, calls: session.apiCalls() };
  } finally {
    session.close();
  }
}

describe('a survey by Resource Explorer', () => {
  it('reads the index of the whole account, page by page, and counts what Muster has no definition of by its own name', async () => {
    const pages: Record<string, object> = { first: { Resources: [THING, VPC], NextToken: 'more' }, more: { Resources: [THING] } };
    const { survey, aws } = await surveyOf({
      ListIndexes: AGGREGATED,
      ListResources: ({ input }: CloudCall) => pages[input['NextToken'] === 'more' ? 'more' : 'first']!,
    });

    expect(survey).toEqual({
      types: [
        { name: 'AWS::IoT::Thing', known: [], segment: 'eu-west-1', count: 2 },
        { name: 'ec2:vpc', known: ['AWS::EC2::VPC'], segment: 'us-east-1', count: 1 },
      ],
    });
    expect(aws.called('ListResources').map(({ region, input }) => [region, input['MaxResults']])).toEqual([
      ['eu-west-1', 500],
      ['eu-west-1', 500],
    ]);
    expect(aws.called('GetResources')).toEqual([]);
  });

  it('reads each index where there is none of the whole account', async () => {
    const { aws } = await surveyOf({
      ListIndexes: {
        Indexes: [
          { Region: 'us-east-1', Type: 'LOCAL' },
          { Region: 'eu-west-1', Type: 'LOCAL' },
        ],
      },
      ListResources: { Resources: [THING] },
    });

    expect(aws.called('ListResources').map(({ region }) => region)).toEqual(['us-east-1', 'eu-west-1']);
  });

  it('knows a type by the name that CloudFormation gives it, and by its ARN, and leaves out other accounts', async () => {
    const { survey } = await surveyOf({
      ListIndexes: AGGREGATED,
      ListResources: {
        Resources: [
          resource({ CfnResourceType: 'AWS::Lambda::Function', ResourceType: 'lambda:function' }),
          resource({ Arn: `arn:aws:rds:eu-west-1:${ACCOUNT}:cluster:one`, ResourceType: 'rds:cluster' }),
          resource({ Arn: 'arn:aws:iam::111122223333:delegation-request/x', ResourceType: 'iam:delegation-request', Region: 'global' }),
          { ...THING, OwningAccountId: '999999999999' },
        ],
      },
    });

    expect(survey.types).toEqual([
      { name: 'AWS::Lambda::Function', known: ['AWS::Lambda::Function'], segment: 'eu-west-1', count: 1 },
      {
        name: 'rds:cluster',
        known: ['AWS::DocDB::DBCluster', 'AWS::Neptune::DBCluster', 'AWS::RDS::DBCluster'],
        segment: 'eu-west-1',
        count: 1,
      },
      { name: 'iam:delegation-request', known: [], segment: 'global', count: 1 },
    ]);
  });

  it('asks again where it is throttled, and tells what it has counted if that goes on', async () => {
    let calls = 0;
    const throttled = () => new AnsweredError('ThrottlingException', 'Rate exceeded', 429);
    const once = await surveyOf({
      ListIndexes: AGGREGATED,
      ListResources: () => {
        if (++calls === 1) throw throttled();
        return { Resources: [THING] };
      },
    });
    const always = await surveyOf({
      ListIndexes: AGGREGATED,
      ListResources: ({ input }: CloudCall) => {
        if (input['NextToken'] !== undefined) throw throttled();
        return { Resources: [THING], NextToken: 'more' };
      },
    });

    expect(once.survey.gap).toBeUndefined();
    expect(always.survey).toMatchObject({ types: [{ name: 'AWS::IoT::Thing', count: 1 }], gap: { class: 'throttled' } });
    expect(always.aws.called('GetResources')).toEqual([]);
  }, 30_000);

  it('bounds the names that it counts and the pages that it reads, and says so', async () => {
    const many = Array.from({ length: MAX_NAMES + 5 }, (_, number) => resource({ ResourceType: `new:type-${number}` }));
    const names = await surveyOf({ ListIndexes: AGGREGATED, ListResources: { Resources: many } });
    let page = 0;
    const pages = await surveyOf({ ListIndexes: AGGREGATED, ListResources: () => ({ Resources: [THING], NextToken: String(page++) }) });

    expect(names.survey.types).toHaveLength(MAX_NAMES);
    expect(names.survey.gap).toMatchObject({
      class: 'too_large',
      error_code: 'TooManyResources',
      message: expect.stringMatching(/^5 resources/),
    });
    expect(pages.survey.gap).toMatchObject({ error_code: 'TooManyResources' });
    expect(page).toBeLessThanOrEqual(200);
  });
});

describe('a survey without an index', () => {
  const TAGGED = { ResourceTagMappingList: [{ ResourceARN: `arn:aws:iot:us-east-1:${ACCOUNT}:thing/one` }] };

  it('counts what has tags, region by region, and says that the rest is not counted', async () => {
    const { survey, aws } = await surveyOf({
      ListIndexes: { Indexes: [] },
      GetResources: ({ region, input }: CloudCall) => {
        if (region !== 'us-east-1') return { ResourceTagMappingList: [{ ResourceARN: 'arn:aws:s3:::a-bucket' }], PaginationToken: '' };
        return input['PaginationToken'] === 'more' ? TAGGED : { ...TAGGED, PaginationToken: 'more' };
      },
    });

    expect(survey.types).toEqual([
      { name: 's3:', known: ['AWS::S3::Bucket'], segment: 'eu-west-1', count: 1 },
      { name: 'iot:thing', known: [], segment: 'us-east-1', count: 2 },
    ]);
    expect(survey.gap).toMatchObject({
      class: 'unsupported',
      error_code: 'NoIndex',
      message: 'Resource Explorer has no index in this account. Only resources that have or had tags are counted, by the Tagging API.',
    });
    expect(aws.called('GetResources')).toHaveLength(3);
  });

  it('names the permission that is missing, and does so too where both are refused', async () => {
    const first = await surveyOf({ ListIndexes: denied('resource-explorer-2:ListIndexes'), GetResources: TAGGED });
    const both = await surveyOf({ ListIndexes: denied('resource-explorer-2:ListIndexes'), GetResources: denied('tag:GetResources') });
    const tags = await surveyOf({ ListIndexes: { Indexes: [] }, GetResources: denied('tag:GetResources') });
    const view = await surveyOf({
      ListIndexes: AGGREGATED,
      ListResources: new AnsweredError('UnauthorizedException', 'No default view', 401),
      GetResources: TAGGED,
    });

    expect(first.survey).toMatchObject({
      types: [{ name: 'iot:thing' }, { name: 'iot:thing' }],
      gap: { class: 'denied', permission: 'resource-explorer-2:ListIndexes' },
    });
    expect(both.survey).toMatchObject({ types: [], gap: { class: 'denied', permission: 'resource-explorer-2:ListIndexes' } });
    expect(both.survey.gap?.message).toContain('tag:GetResources');
    expect(tags.survey).toMatchObject({ types: [], gap: { error_code: 'NoIndex', permission: 'tag:GetResources' } });
    expect(view.survey).toMatchObject({ types: [{ name: 'iot:thing' }, { name: 'iot:thing' }], gap: { class: 'denied' } });
  });
});

describe('the kinds of ARNs', () => {
  it('lead from each ARN of the demo estate to its type', async () => {
    const lost = (await demoResources(8, 1)).filter(
      ({ type, native_id }) => native_id?.startsWith('arn:') && !typesOfKind(kindOf(native_id)!).includes(type),
    );

    expect([...new Set(lost.map(({ type, native_id }) => `${type}: add ${kindOf(native_id!)!.name} to survey/arn-types.ts`))]).toEqual([]);
  }, 120_000);

  it.each([
    ['arn:aws:sqs:eu-west-1:1:queue/with/slashes', 'sqs:'],
    ['arn:aws:wafv2:eu-west-1:1:regional/webacl/main/1', 'wafv2:webacl'],
    ['arn:aws:apigateway:eu-west-1::/restapis/a1/stages/prod', 'apigateway:restapis/stages'],
    [`arn:aws:new:eu-west-1:1:${'x'.repeat(99)}/1`, 'new:'],
    ['arn:aws:new:eu-west-1:1:<b>/1', 'new:'],
  ])('%s is a %s', (arn, name) => {
    expect(kindOf(arn)?.name).toBe(name);
  });

  it('are none of what is no ARN', () => {
    expect(kindOf('vpc-1')).toBeUndefined();
  });
});

describe('the demo estate', () => {
  it('has accounts with an index, without one, and with one that may not be read', async () => {
    const estate = new DemoEstate({ accounts: 25, day: 1 });
    const told = new Set<string>();
    for (const { account_id } of demoAccounts(25)) {
      const session = sessionOf(estate, idOfAccount(account_id));
      const { types, gap } = await session.survey();
      session.close();
      if (types.some(({ known }) => known.length === 0)) told.add('not read');
      if (types.some(({ known }) => known.length > 0)) told.add('hint');
      if (gap) told.add(gap.error_code);
    }

    expect([...told].toSorted()).toEqual(['AccessDeniedException', 'NoIndex', 'hint', 'not read']);
  }, 60_000);
});
