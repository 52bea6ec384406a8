import { expect, it } from '@jest/globals';
import { AnsweredError, type CloudCall } from '../../../../../../shared/clouds/aws/answerer.ts';
import { failure } from '../../support.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

it.each([
  {
    type: 'AWS::EKS::Cluster',
    id: '.+-k8s',
    arn: 'eks:<region>:<account>:cluster/.+-k8s',
    relations: ['in AWS::EC2::Subnet', 'in AWS::EC2::VPC', 'uses AWS::EC2::SecurityGroup', 'uses AWS::IAM::Role'],
  },
  {
    type: 'AWS::EKS::Addon',
    id: '.+-k8s/vpc-cni',
    arn: 'eks:<region>:<account>:addon/.+-k8s/vpc-cni/.+',
    relations: ['in AWS::EKS::Cluster'],
  },
  {
    type: 'AWS::EKS::PodIdentityAssociation',
    id: '.+-k8s/a-[0-9a-f]{17}',
    arn: 'eks:<region>:<account>:podidentityassociation/.+-k8s/a-[0-9a-f]{17}',
    relations: ['in AWS::EKS::Cluster', 'uses AWS::IAM::Role'],
  },
  {
    type: 'AWS::EKS::AccessEntry',
    id: '.+-k8s/arn:aws:iam::[0-9]+:role/.+-lambda',
    arn: 'eks:<region>:<account>:access-entry/.+-k8s/role/<account>/.+-lambda/[0-9a-f-]{36}',
    relations: ['in AWS::EKS::Cluster', 'uses AWS::IAM::Role'],
  },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

it('relates a cluster to the key of its secrets', async () => {
  const keyArn = 'arn:aws:kms:us-east-1:112233445566:key/1';
  const cluster = {
    name: 'a',
    arn: 'arn:aws:eks:us-east-1:112233445566:cluster/a',
    encryptionConfig: [{ resources: ['secrets'], provider: { keyArn } }],
  };
  const aws = new SampledAws({ ListClusters: { clusters: ['a'] }, DescribeCluster: { cluster } });

  expect((await fetchAll(typeCalled('AWS::EKS::Cluster'), aws))[0]?.relationships).toContainEqual({
    relation: 'uses',
    type: 'AWS::KMS::Key',
    id: keyArn,
  });
});

it('stores neither activation codes nor the settings of add-ons', async () => {
  const cluster = { name: 'a', arn: 'arn:aws:eks:x:1:cluster/a', connectorConfig: { activationId: 'i', activationCode: 'hunter2' } };
  const aws = new SampledAws({ ListClusters: { clusters: ['a'] }, DescribeCluster: { cluster } });

  expect((await fetchAll(typeCalled('AWS::EKS::Cluster'), aws))[0]?.config['connectorConfig']).toEqual({ activationId: 'i' });
  expect(JSON.stringify(await fetchAll(typeCalled('AWS::EKS::Addon')))).not.toContain('not-stored');
});

it('stores no external id of the roles of pods, and their policy as data', async () => {
  const listed = {
    clusterName: 'a',
    associationId: 'a-1',
    associationArn: 'arn:aws:eks:us-east-1:112233445566:podidentityassociation/a/a-1',
  };
  const association = { ...listed, externalId: 'not-stored', policy: '{"Version":"2012-10-17","Statement":[]}' };
  const aws = new SampledAws({
    ListClusters: { clusters: ['a'] },
    ListPodIdentityAssociations: { associations: [listed] },
    DescribePodIdentityAssociation: { association },
  });
  const [found] = await fetchAll(typeCalled('AWS::EKS::PodIdentityAssociation'), aws);

  expect(found?.config['policy']).toEqual({ Version: '2012-10-17', Statement: [] });
  expect(JSON.stringify(found)).not.toContain('not-stored');
});

it('reads the entries of clusters that have them, and fails where a request is wrong in another way', async () => {
  const person = 'arn:aws:iam::111122223333:user/ops';
  const aws = (message: string): SampledAws =>
    new SampledAws({
      ListClusters: { clusters: ['old', 'new'] },
      ListAccessEntries: ({ input }: CloudCall) => {
        if (input['clusterName'] === 'old') throw new AnsweredError('InvalidRequestException', message, 400);
        return { accessEntries: [person] };
      },
      DescribeAccessEntry: { accessEntry: { clusterName: 'new', principalArn: person, type: 'STANDARD' } },
      ListAssociatedAccessPolicies: { associatedAccessPolicies: [] },
    });
  const entry = typeCalled('AWS::EKS::AccessEntry');
  const unused = "The cluster's authentication mode must be set to one of [API, API_AND_CONFIG_MAP] to perform this operation.";

  expect(await fetchAll(entry, aws(unused))).toMatchObject([
    {
      resource_id: `new/${person}`,
      config: { AccessPolicies: [] },
      relationships: [
        { relation: 'in', type: 'AWS::EKS::Cluster', id: 'new' },
        { relation: 'uses', type: 'AWS::IAM::User', id: person },
      ],
    },
  ]);
  expect(await failure(fetchAll(entry, aws('The cluster is being deleted.')))).toMatchObject({
    details: { error_code: 'InvalidRequestException' },
  });
});
