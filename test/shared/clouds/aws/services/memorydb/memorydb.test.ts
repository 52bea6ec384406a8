import { expect, it } from '@jest/globals';
import { AnsweredError } from '../../../../../../shared/clouds/aws/answerer.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

it('gives clusters ids, ARNs and relationships', async () => {
  await expectIdentity({
    type: 'AWS::MemoryDB::Cluster',
    id: '[a-z-]+-(carts|limits)',
    arn: 'memorydb:<region>:<account>:cluster/[a-z-]+-(carts|limits)',
    relations: [
      'uses AWS::EC2::SecurityGroup',
      'uses AWS::KMS::Key',
      'uses AWS::MemoryDB::ACL',
      'uses AWS::MemoryDB::ParameterGroup',
      'uses AWS::MemoryDB::SubnetGroup',
    ],
  });
});

it.each([
  {
    type: 'AWS::MemoryDB::SubnetGroup',
    id: '[a-z-]+',
    arn: 'memorydb:<region>:<account>:subnetgroup/[a-z-]+',
    relations: ['in AWS::EC2::Subnet', 'in AWS::EC2::VPC'],
  },
  {
    type: 'AWS::MemoryDB::Snapshot',
    id: '.+-before-change',
    arn: 'memorydb:<region>:<account>:snapshot/.+-before-change',
    relations: ['created_from AWS::MemoryDB::Cluster', 'in AWS::EC2::VPC'],
  },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

it('does not take tags that it may not read for none', async () => {
  const ListTags = new AnsweredError('AccessDeniedException', 'No.', 400);
  const found = await fetchAll(typeCalled('AWS::MemoryDB::Cluster'), new SampledAws({ ListTags }));

  expect(found.length).toBeGreaterThan(0);
  for (const { tags, unread } of found) expect([tags, unread]).toMatchObject([null, { Tags: { permission: 'memorydb:ListTags' } }]);
});

it.each([
  ['Cluster', 'ClusterNotFoundFault'],
  ['Snapshot', 'SnapshotNotFoundFault'],
])('drops a %s that is deleted before its tags are read', async (name, code) => {
  const type = typeCalled(`AWS::MemoryDB::${name}`);

  expect(await fetchAll(type)).not.toEqual([]);
  expect(await fetchAll(type, new SampledAws({ ListTags: new AnsweredError(code, 'No.', 404) }))).toEqual([]);
});
