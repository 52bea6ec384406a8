import { expect, it } from '@jest/globals';
import { AnsweredError, type CloudCall } from '../../../../../../shared/clouds/aws/answerer.ts';
import type { FetchedResource } from '../../../../../../shared/clouds/cloud.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

const WEB_ACL = typeCalled('AWS::WAFv2::WebACL');

it.each([
  {
    type: 'AWS::WAFv2::WebACL',
    id: '[0-9a-f-]{36}',
    arn: 'wafv2:<region>:<account>:(regional|global)/webacl/[a-z-]+/[0-9a-f-]{36}',
    relations: ['logs_to AWS::Logs::LogGroup', 'protects AWS::ElasticLoadBalancingV2::LoadBalancer', 'uses AWS::WAFv2::RuleGroup'],
  },
  {
    type: 'AWS::WAFv2::RuleGroup',
    id: '[0-9a-f-]{36}',
    arn: 'wafv2:<region>:<account>:regional/rulegroup/[a-z-]+/[0-9a-f-]{36}',
  },
  {
    type: 'AWS::WAFv2::IPSet',
    id: '[0-9a-f-]{36}',
    arn: 'wafv2:<region>:<account>:regional/ipset/[a-z-]+/[0-9a-f-]{36}',
  },
  {
    type: 'AWS::WAFv2::RegexPatternSet',
    id: '[0-9a-f-]{36}',
    arn: 'wafv2:<region>:<account>:regional/regexpatternset/[a-z-]+/[0-9a-f-]{36}',
  },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

/** An AWS with one web ACL, which has these members, and with these other answers. */
const withOne = (members: object, others: ConstructorParameters<typeof SampledAws>[0] = {}): SampledAws =>
  new SampledAws({
    ListWebACLs: ({ input }: CloudCall) =>
      input['Scope'] === 'REGIONAL'
        ? { WebACLs: [{ Id: 'a', Name: 'a', ARN: 'arn:aws:wafv2:us-east-1:1:regional/webacl/a/a' }] }
        : { WebACLs: [] },
    GetWebACL: { WebACL: { Id: 'a', Name: 'a', ARN: 'arn:aws:wafv2:us-east-1:1:regional/webacl/a/a', ...members } },
    ListTagsForResource: { TagInfoForResource: { TagList: [] } },
    GetLoggingConfiguration: new AnsweredError('WAFNonexistentItemException', 'AWS WAF couldn’t perform the operation.', 400),
    ListResourcesForWebACL: { ResourceArns: [] },
    ...others,
  });

it('lists what is for CloudFront in us-east-1 alone', async () => {
  const scopes = async (region: string): Promise<readonly unknown[]> => {
    const aws = withOne({});
    await fetchAll(WEB_ACL, aws, region);
    return aws.called('ListWebACLs').map(({ input }) => input['Scope']);
  };

  expect(await scopes('us-east-1')).toEqual(['REGIONAL', 'CLOUDFRONT']);
  expect(await scopes('eu-west-1')).toEqual(['REGIONAL']);
});

it('follows the marker that WAF gives with a last page too', async () => {
  const summary = (id: string): object => ({ Id: id, Name: id, ARN: `arn:aws:wafv2:eu-west-1:1:regional/webacl/${id}/${id}` });
  const aws = withOne(
    {},
    {
      ListWebACLs: ({ input }: CloudCall) =>
        input['NextMarker'] === undefined
          ? { WebACLs: [summary('a')], NextMarker: 'a' }
          : input['NextMarker'] === 'a'
            ? { WebACLs: [summary('b')], NextMarker: 'b' }
            : { WebACLs: [], NextMarker: '' },
      GetWebACL: ({ input }: CloudCall) => ({ WebACL: summary(String(input['ARN']).slice(-1)) }),
    },
  );

  expect((await fetchAll(WEB_ACL, aws, 'eu-west-1')).map(({ resource_id }) => resource_id)).toEqual(['a', 'b']);
  expect(aws.called('ListWebACLs').map(({ input }) => input['NextMarker'])).toEqual([undefined, 'a', 'b']);
});

it('stores no text that is searched for, no header and no page', async () => {
  const secret = { ByteMatchStatement: { SearchString: new TextEncoder().encode('not-stored'), PositionalConstraint: 'EXACTLY' } };
  const regex = { RegexMatchStatement: { RegexString: 'not-stored' } };
  const headers = { CustomRequestHandling: { InsertHeaders: [{ Name: 'x-from', Value: 'not-stored' }] } };
  const overridden = { RuleActionOverrides: [{ Name: 'one', ActionToUse: { Count: headers } }], ScopeDownStatement: secret };
  const statements = [
    secret,
    regex,
    { AndStatement: { Statements: [secret, { OrStatement: { Statements: [secret, regex] } }] } },
    { OrStatement: { Statements: [secret, { NotStatement: { Statement: secret } }] } },
    { NotStatement: { Statement: { AndStatement: { Statements: [{ AndStatement: { Statements: [secret] } }] } } } },
    { RateBasedStatement: { Limit: 100, ScopeDownStatement: { NotStatement: { Statement: secret } } } },
    { ManagedRuleGroupStatement: { Name: 'AWSManagedRulesCommonRuleSet', ...overridden } },
    {
      RuleGroupReferenceStatement: {
        ARN: 'arn:aws:wafv2:us-east-1:1:regional/rulegroup/b/b',
        RuleActionOverrides: overridden.RuleActionOverrides,
      },
    },
  ];
  const [found] = await fetchAll(
    WEB_ACL,
    withOne({
      DefaultAction: { Allow: headers },
      Rules: statements.map((Statement, Priority) => ({ Name: `rule-${Priority}`, Priority, Statement, Action: { Count: headers } })),
      CustomResponseBodies: { page: { ContentType: 'TEXT_PLAIN', Content: 'not-stored' } },
      PreProcessFirewallManagerRuleGroups: [{ FirewallManagerStatement: { ManagedRuleGroupStatement: overridden } }],
    }),
  );
  const stored = JSON.stringify(found);

  expect(stored).not.toContain('not-stored');
  expect(stored).not.toContain(Buffer.from('not-stored').toString('base64'));
  expect(stored).toContain('AWSManagedRulesCommonRuleSet');
  expect(stored).toContain('"PositionalConstraint":"EXACTLY"');
  expect(stored).toContain('"Limit":100');
});

it('takes the refusal to say what uses a web ACL for CloudFront as nothing set, and a denial as unread', async () => {
  const read = async (code: string): Promise<FetchedResource | undefined> => {
    const resources = await fetchAll(WEB_ACL, withOne({}, { ListResourcesForWebACL: new AnsweredError(code, 'No.', 400) }));
    return resources[0];
  };
  const refused = await read('WAFInvalidParameterException');
  const denied = await read('AccessDeniedException');

  expect([refused?.config['LoadBalancerArns'], refused?.unread]).toEqual([null, {}]);
  expect(Object.keys(denied?.unread ?? {})).toEqual(['LoadBalancerArns']);
});
