import { expect, it } from '@jest/globals';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

it.each([
  {
    type: 'AWS::DMS::ReplicationInstance',
    id: 'arn:aws:dms:.*:rep:[A-Z0-9]{26}',
    arn: 'dms:<region>:<account>:rep:[A-Z0-9]{26}',
    relations: ['in AWS::EC2::Subnet', 'in AWS::EC2::VPC', 'uses AWS::EC2::SecurityGroup', 'uses AWS::KMS::Key'],
  },
  {
    type: 'AWS::DMS::Endpoint',
    id: 'arn:aws:dms:.*:endpoint:[A-Z0-9]{26}',
    arn: 'dms:<region>:<account>:endpoint:[A-Z0-9]{26}',
    relations: ['uses AWS::IAM::Role', 'uses AWS::KMS::Key', 'uses AWS::S3::Bucket'],
  },
  {
    type: 'AWS::DMS::ReplicationTask',
    id: 'arn:aws:dms:.*:task:[A-Z0-9]{26}',
    arn: 'dms:<region>:<account>:task:[A-Z0-9]{26}',
    relations: ['uses AWS::DMS::Endpoint', 'uses AWS::DMS::ReplicationInstance'],
  },
  {
    type: 'AWS::DMS::ReplicationSubnetGroup',
    id: '[a-z-]+',
    arn: 'dms:<region>:<account>:subgrp:[a-z-]+',
    relations: ['in AWS::EC2::Subnet', 'in AWS::EC2::VPC'],
  },
  {
    type: 'AWS::DMS::Certificate',
    id: 'arn:aws:dms:.*:cert:[A-Z0-9]{26}',
    arn: 'dms:<region>:<account>:cert:[A-Z0-9]{26}',
  },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

it.each(['AWS::DMS::Endpoint', 'AWS::DMS::ReplicationTask'])('stores no password, script or table mapping of %s', async (type) => {
  const found = await fetchAll(typeCalled(type));

  expect(found.length).toBeGreaterThan(0);
  expect(JSON.stringify(found)).not.toContain('not-stored');
});

it('reads the settings of a task as data, and tags by ARN', async () => {
  const [task] = await fetchAll(typeCalled('AWS::DMS::ReplicationTask'));
  const [instance] = await fetchAll(typeCalled('AWS::DMS::ReplicationInstance'));

  expect(task?.config['ReplicationTaskSettings']).toMatchObject({ Logging: { LogComponents: expect.any(Array) } });
  expect(instance?.tags).toMatchObject({ Environment: 'production' });
});

it('stores neither certificates nor wallets', async () => {
  const CertificateWallet = new TextEncoder().encode('hunter2');
  const certificate = { CertificateArn: 'arn:aws:dms:us-east-1:111122223333:cert:A', CertificatePem: 'hunter2', CertificateWallet };
  const [found] = await fetchAll(
    typeCalled('AWS::DMS::Certificate'),
    new SampledAws({ DescribeCertificates: { Certificates: [certificate] } }),
  );

  expect(Object.keys(found?.config ?? {}).toSorted()).toEqual(['CertificateArn', 'Tags']);
});
