import { expect, it } from '@jest/globals';
import { expectIdentity } from '../identity.ts';
import { fetchAll, typeCalled } from '../sampled-aws.ts';

it.each([
  { type: 'AWS::Athena::WorkGroup', id: '[a-z-]+', arn: 'athena:<region>:<account>:workgroup/[a-z-]+', relations: ['uses AWS::IAM::Role'] },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

it('keeps the names of the properties of an engine without their values', async () => {
  const [group] = await fetchAll(typeCalled('AWS::Athena::WorkGroup'));

  expect(group?.config['Configuration']).toMatchObject({ EngineConfiguration: { SparkProperties: { 'spark.hadoop.token': null } } });
  expect(JSON.stringify(group)).not.toContain('not-stored');
  expect(group?.tags).toMatchObject({ Environment: 'production' });
});
