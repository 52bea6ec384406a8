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

it('does not take tags that it may not read for none', async () => {
  const ListTags = new AnsweredError('AccessDeniedException', 'No.', 400);
  const found = await fetchAll(typeCalled('AWS::MemoryDB::Cluster'), new SampledAws({ ListTags }));

  expect(found.length).toBeGreaterThan(0);
  for (const { tags, unread } of found) expect([tags, unread]).toMatchObject([null, { Tags: { permission: 'memorydb:ListTags' } }]);
});
