import { expect, it } from '@jest/globals';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

it.each([
  { type: 'AWS::Athena::WorkGroup', id: '[a-z-]+', arn: 'athena:<region>:<account>:workgroup/[a-z-]+', relations: ['uses AWS::IAM::Role'] },
  { type: 'AWS::Athena::DataCatalog', id: '.+-orders', arn: 'athena:<region>:<account>:datacatalog/.+-orders' },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

it('keeps the names of the properties of an engine without their values', async () => {
  const [group] = await fetchAll(typeCalled('AWS::Athena::WorkGroup'));

  expect(group?.config['Configuration']).toMatchObject({ EngineConfiguration: { SparkProperties: { 'spark.hadoop.token': null } } });
  expect(JSON.stringify(group)).not.toContain('not-stored');
  expect(group?.tags).toMatchObject({ Environment: 'production' });
});

it("leaves out AWS's own catalog, and stores no values of parameters", async () => {
  const aws = new SampledAws({
    ListDataCatalogs: { DataCatalogsSummary: [{ CatalogName: 'AwsDataCatalog' }, { CatalogName: 'own' }] },
    GetDataCatalog: { DataCatalog: { Name: 'own', Type: 'FEDERATED', Parameters: { 'connection-properties': 'hunter2' } } },
  });

  expect(await fetchAll(typeCalled('AWS::Athena::DataCatalog'), aws)).toMatchObject([
    { resource_id: 'own', config: { Parameters: { 'connection-properties': null } } },
  ]);
  expect(aws.called('GetDataCatalog').map(({ input }) => input['Name'])).toEqual(['own']);
});
