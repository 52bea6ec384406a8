import { expect, it } from '@jest/globals';
import { AnsweredError } from '../../../../../../shared/clouds/aws/answerer.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

it.each([
  {
    type: 'AWS::Glue::Job',
    id: '.+-load',
    arn: 'glue:<region>:<account>:job/.+-load',
    relations: ['uses AWS::Glue::Connection', 'uses AWS::IAM::Role'],
  },
  {
    type: 'AWS::Glue::MLTransform',
    id: 'tfm-[0-9a-f]{40}',
    arn: 'glue:<region>:<account>:mlTransform/tfm-[0-9a-f]{40}',
    relations: ['uses AWS::IAM::Role'],
  },
  { type: 'AWS::Glue::SecurityConfiguration', id: '.+-encrypted', arn: null, relations: ['uses AWS::KMS::Key'] },
  { type: 'AWS::Glue::DataCatalogEncryptionSettings', id: 'data-catalog', arn: null },
  {
    type: 'AWS::Glue::Connection',
    id: '.+-database',
    arn: 'glue:<region>:<account>:connection/.+-database',
    relations: ['in AWS::EC2::Subnet', 'uses AWS::EC2::SecurityGroup'],
  },
  {
    type: 'AWS::Glue::DevEndpoint',
    id: '.+-dev',
    arn: 'glue:<region>:<account>:devEndpoint/.+-dev',
    relations: ['in AWS::EC2::Subnet', 'in AWS::EC2::VPC', 'uses AWS::EC2::SecurityGroup', 'uses AWS::IAM::Role'],
  },
  {
    type: 'AWS::Glue::Trigger',
    id: '.+-nightly',
    arn: 'glue:<region>:<account>:trigger/.+-nightly',
    relations: ['manages AWS::Glue::Crawler'],
  },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

it.each([
  ['AWS::Glue::Job', '--api-token'],
  ['AWS::Glue::Connection', 'JDBC_CONNECTION_URL'],
  ['AWS::Glue::DevEndpoint', 'TOKEN'],
])('keeps the names of what is given to a %s, and never the values', async (type, name) => {
  const found = JSON.stringify(await fetchAll(typeCalled(type)));

  expect(found).toContain(`"${name}":null`);
  expect(found).not.toContain('not-stored');
});

it('asks for connections without their passwords', async () => {
  const aws = new SampledAws();
  await fetchAll(typeCalled('AWS::Glue::Connection'), aws);

  expect(aws.called('GetConnections').map(({ input }) => input['HidePassword'])).toEqual([true]);
});

it('tells a catalog that nobody shares from one whose policy may not be read', async () => {
  const read = async (code: string) => {
    const aws = new SampledAws({ GetResourcePolicy: new AnsweredError(code, 'No.', 400) });
    const [settings] = await fetchAll(typeCalled('AWS::Glue::DataCatalogEncryptionSettings'), aws);
    return [settings?.config['CatalogPolicy'], Object.keys(settings?.unread ?? {})];
  };

  expect(await read('EntityNotFoundException')).toEqual([null, []]);
  expect(await read('AccessDeniedException')).toEqual([undefined, ['CatalogPolicy']]);
});

it('stores the names of the arguments of a trigger without the values', async () => {
  const [trigger] = await fetchAll(typeCalled('AWS::Glue::Trigger'));

  expect(trigger?.config['Actions']).toMatchObject([{ Arguments: { '--token': null } }]);
});

it.each([
  ['crawl', 'crawl'],
  ['service-role/crawl', 'crawl'],
  ['a/b/crawl', 'crawl'],
  ['arn:aws:iam::111122223333:role/service-role/crawl', 'arn:aws:iam::111122223333:role/service-role/crawl'],
])('knows the role of a crawler that is written as %s', async (Role, id) => {
  const [crawler] = await fetchAll(typeCalled('AWS::Glue::Crawler'), new SampledAws({ GetCrawlers: { Crawlers: [{ Name: 'a', Role }] } }));

  expect(crawler?.relationships).toEqual([{ relation: 'uses', type: 'AWS::IAM::Role', id }]);
});
