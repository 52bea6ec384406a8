import { expect, it } from '@jest/globals';
import { AnsweredError } from '../../../../../../shared/clouds/aws/answerer.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

it.each([
  { type: 'AWS::ApiGatewayV2::Api', id: '[0-9a-f]{10}', arn: 'apigateway:<region>::/apis/[0-9a-f]{10}' },
  {
    type: 'AWS::ApiGatewayV2::Stage',
    id: '[0-9a-f]{10}/(\\$default|live)',
    arn: 'apigateway:<region>::/apis/[0-9a-f]{10}/stages/(\\$default|live)',
    relations: ['in AWS::ApiGatewayV2::Api', 'logs_to AWS::Logs::LogGroup'],
  },
  {
    type: 'AWS::ApiGatewayV2::Route',
    id: '[0-9a-f]{10}/[0-9a-f]{7}',
    arn: 'apigateway:<region>::/apis/[0-9a-f]{10}/routes/[0-9a-f]{7}',
    relations: ['in AWS::ApiGatewayV2::Api'],
  },
  {
    type: 'AWS::ApiGatewayV2::Authorizer',
    id: '[0-9a-f]{10}/[0-9a-f]{6}',
    arn: 'apigateway:<region>::/apis/[0-9a-f]{10}/authorizers/[0-9a-f]{6}',
    relations: ['in AWS::ApiGatewayV2::Api'],
  },
  {
    type: 'AWS::ApiGatewayV2::Integration',
    id: '[0-9a-f]{10}/[0-9a-f]{7}',
    arn: 'apigateway:<region>::/apis/[0-9a-f]{10}/integrations/[0-9a-f]{7}',
    relations: ['in AWS::ApiGatewayV2::Api', 'uses AWS::ApiGatewayV2::VpcLink'],
  },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

it('has two stages of the same name in two APIs, and keeps no value of a stage variable', async () => {
  const Items = [{ StageName: 'live', StageVariables: { key: 'hunter2' } }];
  const aws = new SampledAws({ GetApis: { Items: [{ ApiId: 'a' }, { ApiId: 'b' }] }, GetStages: { Items } });

  const found = await fetchAll(typeCalled('AWS::ApiGatewayV2::Stage'), aws);

  expect(found.map(({ resource_id }) => resource_id).toSorted()).toEqual(['a/live', 'b/live']);
  for (const { config } of found) expect(config['StageVariables']).toEqual({ key: null });
});

it('has no stages of an API that was deleted since it was listed', async () => {
  const aws = new SampledAws({ GetApis: { Items: [{ ApiId: 'a' }] }, GetStages: new AnsweredError('NotFoundException', 'No.', 404) });

  expect(await fetchAll(typeCalled('AWS::ApiGatewayV2::Stage'), aws)).toEqual([]);
});

it('knows the authorizer of a route', async () => {
  const Items = [{ RouteId: 'r', RouteKey: 'GET /', AuthorizerId: 'z' }];
  const aws = new SampledAws({ GetApis: { Items: [{ ApiId: 'a' }] }, GetRoutes: { Items } });

  expect((await fetchAll(typeCalled('AWS::ApiGatewayV2::Route'), aws))[0]?.relationships).toContainEqual({
    relation: 'uses',
    type: 'AWS::ApiGatewayV2::Authorizer',
    id: 'a/z',
  });
});

it('stores the address of a backend without the login and the query that it may have', async () => {
  const found = await fetchAll(typeCalled('AWS::ApiGatewayV2::Integration'));

  const overTheInternet = found.filter(({ config }) => config['ConnectionType'] === 'INTERNET');

  expect(overTheInternet.length).toBeGreaterThan(0);
  for (const { config } of overTheInternet) expect(config['IntegrationUri']).toBe('https://***:***@internal.halden.example/payments');
  expect(JSON.stringify(found)).not.toContain('not-stored');
});
