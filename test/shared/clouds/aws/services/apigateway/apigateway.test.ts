import { expect, it } from '@jest/globals';
import { AnsweredError, type CloudCall } from '../../../../../../shared/clouds/aws/answerer.ts';
import { expectIdentity } from '../identity.ts';
import { ACCOUNT, fetchAll, REGION, SampledAws, typeCalled } from '../sampled-aws.ts';

it.each([
  { type: 'AWS::ApiGateway::RestApi', id: '[0-9a-f]{10}', arn: 'apigateway:<region>::/restapis/[0-9a-f]{10}' },
  {
    type: 'AWS::ApiGateway::Stage',
    id: '[0-9a-f]{10}/live',
    arn: 'apigateway:<region>::/restapis/[0-9a-f]{10}/stages/live',
    relations: ['in AWS::ApiGateway::RestApi'],
  },
  {
    type: 'AWS::ApiGateway::DomainName',
    id: '(api|internal)\\.[a-z.-]+(\\+[0-9a-f]{10})?',
    arn: 'apigateway:<region>:(<account>)?:/domainnames/(api|internal)\\.[a-z.-]+(\\+[0-9a-f]{10})?',
  },
  {
    type: 'AWS::ApiGateway::Authorizer',
    id: '[0-9a-f]{10}/[0-9a-f]{6}',
    arn: 'apigateway:<region>::/restapis/[0-9a-f]{10}/authorizers/[0-9a-f]{6}',
    relations: ['in AWS::ApiGateway::RestApi', 'uses AWS::IAM::Role'],
  },
  {
    type: 'AWS::ApiGateway::Resource',
    id: '[0-9a-f]{10}/[0-9a-f]+',
    arn: 'apigateway:<region>::/restapis/[0-9a-f]{10}/resources/[0-9a-f]+',
    relations: ['in AWS::ApiGateway::RestApi'],
  },
  { type: 'AWS::ApiGateway::Account', id: 'account', arn: null, relations: ['uses AWS::IAM::Role'] },
  {
    type: 'AWS::ApiGateway::UsagePlan',
    id: '[0-9a-f]{6}',
    arn: 'apigateway:<region>::/usageplans/[0-9a-f]{6}',
    relations: ['uses AWS::ApiGateway::RestApi'],
  },
  {
    type: 'AWS::ApiGateway::ApiKey',
    id: '[0-9a-f]{10}',
    arn: 'apigateway:<region>::/apikeys/[0-9a-f]{10}',
    relations: ['uses AWS::ApiGateway::Stage'],
  },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

const idsOf = async (type: string, aws: SampledAws) =>
  (await fetchAll(typeCalled(type), aws)).map(({ resource_id }) => resource_id).toSorted();

it('has two authorizers and two paths of the same id in two APIs', async () => {
  const aws = new SampledAws({
    GetRestApis: { items: [{ id: 'a' }, { id: 'b' }] },
    GetAuthorizers: { items: [{ id: 'x', name: 'n' }] },
    GetResources: { items: [{ id: 'y', path: '/' }] },
  });

  expect(await idsOf('AWS::ApiGateway::Authorizer', aws)).toEqual(['a/x', 'b/x']);
  expect(await idsOf('AWS::ApiGateway::Resource', aws)).toEqual(['a/y', 'b/y']);
});

it('follows the position from page to page', async () => {
  const GetAuthorizers = ({ input }: CloudCall) =>
    input['position'] === undefined ? { items: [{ id: 'x' }], position: 'next' } : { items: [{ id: 'z' }] };
  const aws = new SampledAws({ GetRestApis: { items: [{ id: 'a' }] }, GetAuthorizers });

  expect(await idsOf('AWS::ApiGateway::Authorizer', aws)).toEqual(['a/x', 'a/z']);
});

it.each(['Stages', 'Authorizers', 'Resources'])('has no %s of an API that was deleted since it was listed', async (name) => {
  const gone = new AnsweredError('NotFoundException', 'Invalid API identifier specified', 404);
  const aws = new SampledAws({ GetRestApis: { items: [{ id: 'a' }] }, [`Get${name}`]: gone });

  expect(await idsOf(`AWS::ApiGateway::${name.slice(0, -1)}`, aws)).toEqual([]);
});

it('reads the methods of a path, and keeps no value that an API sends to its backend', async () => {
  const aws = new SampledAws();
  const found = await fetchAll(typeCalled('AWS::ApiGateway::Resource'), aws);

  expect(aws.called('GetResources')[0]?.input).toMatchObject({ embed: ['methods'] });
  const text = JSON.stringify(found);
  expect(text).toContain('"requestParameters":{"integration.request.header.x-from":null}');
  expect(text).toContain('"responseTemplates":{"application/json":null}');
  expect(text).not.toContain('not-stored');
});

it('keeps no value of a stage variable', async () => {
  const item = [{ stageName: 'live', variables: { key: 'hunter2' }, canarySettings: { stageVariableOverrides: { key: 'hunter3' } } }];
  const [stage] = await fetchAll(
    typeCalled('AWS::ApiGateway::Stage'),
    new SampledAws({ GetRestApis: { items: [{ id: 'a' }] }, GetStages: { item } }),
  );

  expect(stage?.config).toMatchObject({ variables: { key: null }, canarySettings: { stageVariableOverrides: { key: null } } });
});

it('knows where the accesses to a stage are logged', async () => {
  const group = `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:accesses`;
  const stream = `arn:aws:firehose:${REGION}:${ACCOUNT}:deliverystream/amazon-apigateway-accesses`;
  const item = [group, stream].map((destinationArn, index) => ({ stageName: String(index), accessLogSettings: { destinationArn } }));
  const aws = new SampledAws({ GetRestApis: { items: [{ id: 'r' }] }, GetStages: { item } });

  const logs = (await fetchAll(typeCalled('AWS::ApiGateway::Stage'), aws)).flatMap(({ relationships }) =>
    relationships.filter(({ relation }) => relation === 'logs_to'),
  );
  expect(logs).toEqual([
    { relation: 'logs_to', type: 'AWS::Logs::LogGroup', id: group },
    { relation: 'logs_to', type: 'AWS::KinesisFirehose::DeliveryStream', id: stream },
  ]);
});

it('tells a web ACL of WAF Classic from one of today', async () => {
  const old = `arn:aws:waf-regional:${REGION}:${ACCOUNT}:webacl/1`;
  const item = [
    { stageName: 'a', webAclArn: old },
    { stageName: 'b', webAclArn: `arn:aws:wafv2:${REGION}:${ACCOUNT}:regional/webacl/x/2` },
  ];
  const found = await fetchAll(
    typeCalled('AWS::ApiGateway::Stage'),
    new SampledAws({ GetRestApis: { items: [{ id: 'r' }] }, GetStages: { item } }),
  );

  const types = found.flatMap(({ relationships }) => relationships.filter(({ relation }) => relation === 'uses').map(({ type }) => type));
  expect(types).toEqual(['AWS::WAFRegional::WebACL', 'AWS::WAFv2::WebACL']);
});

it('reads the policy of an API whose quotes are escaped as data', async () => {
  const policy = '{\\"Version\\":\\"2012-10-17\\",\\"Statement\\":[]}';
  const [api] = await fetchAll(typeCalled('AWS::ApiGateway::RestApi'), new SampledAws({ GetRestApis: { items: [{ id: 'a', policy }] } }));

  expect(api?.config['policy']).toEqual({ Version: '2012-10-17', Statement: [] });
});

it('stores the address of a backend without the login and the query that it may have', async () => {
  const found = JSON.stringify(await fetchAll(typeCalled('AWS::ApiGateway::Resource')));

  expect(found).toContain('"uri":"https://***:***@internal.halden.example/payments"');
  expect(found).not.toContain('not-stored');
});

it('neither asks for the value of a key nor stores it', async () => {
  const aws = new SampledAws();
  const found = await fetchAll(typeCalled('AWS::ApiGateway::ApiKey'), aws);

  expect(aws.called('GetApiKeys').map(({ input }) => input['includeValues'])).toEqual([false]);
  expect(found).not.toEqual([]);
  expect(JSON.stringify(found)).not.toContain('not-stored');
});
