import { expect, it } from '@jest/globals';
import { AnsweredError } from '../../../../../../shared/clouds/aws/answerer.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, fetchOne, SampledAws, typeCalled } from '../sampled-aws.ts';

const balancer = typeCalled('AWS::ElasticLoadBalancing::LoadBalancer');

it('gives classic load balancers ids, ARNs and relationships', async () => {
  await expectIdentity({
    type: 'AWS::ElasticLoadBalancing::LoadBalancer',
    id: '[a-z-]+-(intranet|legacy)',
    arn: 'elasticloadbalancing:<region>:<account>:loadbalancer/[a-z-]+-(intranet|legacy)',
    relations: ['in AWS::EC2::Subnet', 'in AWS::EC2::VPC', 'uses AWS::EC2::SecurityGroup', 'uses AWS::IAM::ServerCertificate'],
  });
});

it('reads the tags of load balancers by their names', async () => {
  const { tags } = await fetchOne(balancer, 'payments-production-intranet');

  expect(tags).toMatchObject({ Environment: 'production' });
});

it('knows a certificate of IAM from one of Certificate Manager', async () => {
  const certificates = ['arn:aws:acm:us-east-1:1:certificate/a', 'arn:aws:iam::1:server-certificate/b'];
  const ListenerDescriptions = certificates.map((SSLCertificateId) => ({ Listener: { Protocol: 'HTTPS', SSLCertificateId } }));
  const aws = new SampledAws({
    DescribeLoadBalancers: { LoadBalancerDescriptions: [{ LoadBalancerName: 'a', ListenerDescriptions }] },
    DescribeLoadBalancerAttributes: {},
    DescribeLoadBalancerPolicies: {},
  });

  expect((await fetchAll(balancer, aws))[0]?.relationships).toEqual([
    { relation: 'uses', type: 'AWS::CertificateManager::Certificate', id: certificates[0] },
    { relation: 'uses', type: 'AWS::IAM::ServerCertificate', id: certificates[1] },
  ]);
});

it('has no load balancer that was deleted since it was listed', async () => {
  const aws = new SampledAws({ DescribeLoadBalancerPolicies: new AnsweredError('LoadBalancerNotFound', 'No.', 400) });

  expect(await fetchAll(balancer, aws)).toEqual([]);
});
