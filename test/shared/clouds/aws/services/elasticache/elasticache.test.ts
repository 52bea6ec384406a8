import { expect, it } from '@jest/globals';
import { expectIdentity } from '../identity.ts';
import { fetchOne, typeCalled } from '../sampled-aws.ts';

it.each([
  {
    type: 'AWS::ElastiCache::ReplicationGroup',
    id: '.+-(basket|cache|legacy)',
    arn: 'elasticache:<region>:<account>:replicationgroup:.+-(basket|cache|legacy)',
    relations: ['consists_of AWS::ElastiCache::CacheCluster'],
  },
  {
    type: 'AWS::ElastiCache::CacheCluster',
    id: '.+-((basket|cache|legacy)-00[12]|lone|rough)',
    arn: 'elasticache:<region>:<account>:cluster:.+-((basket|cache|legacy)-00[12]|lone|rough)',
    relations: ['member_of AWS::ElastiCache::ReplicationGroup', 'uses AWS::EC2::SecurityGroup', 'uses AWS::ElastiCache::SubnetGroup'],
  },
  {
    type: 'AWS::ElastiCache::SubnetGroup',
    id: '(default|.+-cache-subnets)',
    arn: 'elasticache:<region>:<account>:subnetgroup:(default|.+-cache-subnets)',
    relations: ['in AWS::EC2::Subnet', 'in AWS::EC2::VPC'],
  },
  {
    type: 'AWS::ElastiCache::Snapshot',
    id: '.+-before-change',
    arn: 'elasticache:<region>:<account>:snapshot:.+-before-change',
    relations: ['in AWS::EC2::VPC'],
  },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

it('reads the tags of groups by their ARNs', async () => {
  const { tags } = await fetchOne(typeCalled('AWS::ElastiCache::ReplicationGroup'), 'payments-production-cache');

  expect(tags).toMatchObject({ Environment: 'production' });
});
