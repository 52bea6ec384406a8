import { expect, it } from '@jest/globals';
import type { CloudCall } from '../../../../../../shared/clouds/aws/answerer.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

it.each([
  {
    type: 'AWS::CloudFront::Distribution',
    id: 'E[A-Z2-7]{13}',
    arn: 'cloudfront::<account>:distribution/E[A-Z2-7]{13}',
    relations: ['uses AWS::CloudFront::CachePolicy', 'uses AWS::CloudFront::OriginAccessControl', 'uses AWS::WAFv2::WebACL'],
  },
  { type: 'AWS::CloudFront::Function', id: '.+-redirect', arn: 'cloudfront::<account>:function/.+-redirect' },
  { type: 'AWS::CloudFront::CachePolicy', id: '[0-9a-f-]{36}', arn: 'cloudfront::<account>:cache-policy/[0-9a-f-]{36}' },
  {
    type: 'AWS::CloudFront::ResponseHeadersPolicy',
    id: '[0-9a-f-]{36}',
    arn: 'cloudfront::<account>:response-headers-policy/[0-9a-f-]{36}',
  },
  {
    type: 'AWS::CloudFront::CloudFrontOriginAccessIdentity',
    id: 'E[A-Z2-7]{13}',
    arn: 'cloudfront::<account>:origin-access-identity/E[A-Z2-7]{13}',
  },
  {
    type: 'AWS::CloudFront::OriginRequestPolicy',
    id: '[0-9a-f-]{36}',
    arn: 'cloudfront::<account>:origin-request-policy/[0-9a-f-]{36}',
  },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

it('keeps the names of the headers for an origin, and never their values', async () => {
  const found = await fetchAll(typeCalled('AWS::CloudFront::Distribution'));

  expect(JSON.stringify(found)).toContain('"HeaderName":"x-from"');
  expect(JSON.stringify(found)).not.toContain('not-stored');
});

it('follows the pages of the list, whose token is inside the list', async () => {
  const aws = new SampledAws({
    ListDistributions: ({ input }: CloudCall) => ({
      DistributionList:
        input['Marker'] === undefined
          ? { Items: [{ Id: 'A', ARN: 'arn:aws:cloudfront::1:distribution/A' }], NextMarker: 'A', IsTruncated: true }
          : { Items: [{ Id: 'B', ARN: 'arn:aws:cloudfront::1:distribution/B' }], IsTruncated: false },
    }),
    GetDistributionConfig: { DistributionConfig: {} },
    GetResources: { ResourceTagMappingList: [] },
  });

  expect((await fetchAll(typeCalled('AWS::CloudFront::Distribution'), aws)).map(({ resource_id }) => resource_id)).toEqual(['A', 'B']);
});

it('knows what is live of a function, also where it is not what is developed', async () => {
  const functionOf = (Name: string, Stage: string, Runtime: string): object => ({
    Name,
    FunctionConfig: { Comment: '', Runtime },
    FunctionMetadata: { FunctionARN: `arn:aws:cloudfront::111122223333:function/${Name}`, Stage },
  });
  const ListFunctions = ({ input: { Stage, Marker } }: CloudCall): object => {
    if (Stage === 'LIVE') return { FunctionList: { Items: [functionOf('a', 'LIVE', 'cloudfront-js-1.0')] } };
    if (Marker === undefined) return { FunctionList: { NextMarker: 'a', Items: [functionOf('a', 'DEVELOPMENT', 'cloudfront-js-2.0')] } };
    return { FunctionList: { Items: [functionOf('b', 'DEVELOPMENT', 'cloudfront-js-2.0')] } };
  };

  const found = await fetchAll(typeCalled('AWS::CloudFront::Function'), new SampledAws({ ListFunctions }));

  expect(found).toMatchObject([
    {
      resource_id: 'a',
      config: { FunctionConfig: { Runtime: 'cloudfront-js-2.0' }, Live: { FunctionConfig: { Runtime: 'cloudfront-js-1.0' } } },
    },
    { resource_id: 'b', config: { Live: null } },
  ]);
});

it("asks for the account's own policies alone", async () => {
  const aws = new SampledAws();
  await fetchAll(typeCalled('AWS::CloudFront::CachePolicy'), aws);
  await fetchAll(typeCalled('AWS::CloudFront::ResponseHeadersPolicy'), aws);
  await fetchAll(typeCalled('AWS::CloudFront::OriginRequestPolicy'), aws);

  const calls = ['ListCachePolicies', 'ListResponseHeadersPolicies', 'ListOriginRequestPolicies'].flatMap((name) => aws.called(name));
  expect(calls.map(({ input }) => input['Type'])).toEqual(['custom', 'custom', 'custom']);
});

it('relates a distribution to the functions and policies of all its behaviors', async () => {
  const functionArn = (name: string): string => `arn:aws:cloudfront::111122223333:function/${name}`;
  const lambdaArn = 'arn:aws:lambda:us-east-1:111122223333:function:rewrite';
  const DefaultCacheBehavior = {
    CachePolicyId: 'c-1',
    OriginRequestPolicyId: 'o-1',
    FunctionAssociations: { Quantity: 1, Items: [{ EventType: 'viewer-request', FunctionARN: functionArn('a') }] },
  };
  const behavior = {
    CachePolicyId: 'c-2',
    ResponseHeadersPolicyId: 'r-1',
    FunctionAssociations: { Quantity: 1, Items: [{ EventType: 'viewer-response', FunctionARN: functionArn('b') }] },
    LambdaFunctionAssociations: { Quantity: 1, Items: [{ EventType: 'origin-request', LambdaFunctionARN: `${lambdaArn}:7` }] },
  };
  const aws = new SampledAws({
    ListDistributions: {
      DistributionList: {
        Items: [
          { Id: 'A', ARN: 'arn:aws:cloudfront::111122223333:distribution/A', DefaultCacheBehavior, CacheBehaviors: { Items: [behavior] } },
        ],
      },
    },
    GetDistributionConfig: { DistributionConfig: {} },
    GetResources: { ResourceTagMappingList: [] },
  });

  const [found] = await fetchAll(typeCalled('AWS::CloudFront::Distribution'), aws);

  expect(found?.relationships).toEqual([
    { relation: 'uses', type: 'AWS::CloudFront::CachePolicy', id: 'c-1' },
    { relation: 'uses', type: 'AWS::CloudFront::CachePolicy', id: 'c-2' },
    { relation: 'uses', type: 'AWS::CloudFront::OriginRequestPolicy', id: 'o-1' },
    { relation: 'uses', type: 'AWS::CloudFront::ResponseHeadersPolicy', id: 'r-1' },
    { relation: 'uses', type: 'AWS::CloudFront::Function', id: functionArn('a') },
    { relation: 'uses', type: 'AWS::CloudFront::Function', id: functionArn('b') },
    { relation: 'uses', type: 'AWS::Lambda::Function', id: lambdaArn },
  ]);
});
