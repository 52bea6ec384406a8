import { expect, it } from '@jest/globals';
import type { CloudCall } from '../../../../../../shared/clouds/aws/answerer.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

const DOMAIN = typeCalled('AWS::Elasticsearch::Domain');

it('gives domains ids, ARNs and relationships', async () => {
  await expectIdentity({
    type: 'AWS::Elasticsearch::Domain',
    id: '[a-z-]+-(logs|search)',
    arn: 'es:<region>:<account>:domain/[a-z-]+-(logs|search)',
    relations: ['in AWS::EC2::Subnet', 'in AWS::EC2::VPC', 'logs_to AWS::Logs::LogGroup', 'uses AWS::EC2::SecurityGroup'],
  });
});

it('asks for domains of Elasticsearch alone, and describes five with a call', async () => {
  const DomainNames = ['a', 'b', 'c', 'd', 'e', 'f'].map((DomainName) => ({ DomainName, EngineType: 'Elasticsearch' }));
  const aws = new SampledAws({
    ListDomainNames: { DomainNames },
    DescribeElasticsearchDomains: ({ input }: CloudCall) => ({
      DomainStatusList: (input['DomainNames'] as readonly string[]).map((DomainName) => ({
        DomainName,
        ARN: `arn:aws:es:x:1:domain/${DomainName}`,
      })),
    }),
    GetResources: { ResourceTagMappingList: [] },
  });

  expect((await fetchAll(DOMAIN, aws)).map(({ native_id }) => native_id?.at(-1))).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  expect(aws.called('ListDomainNames')[0]?.input).toEqual({ EngineType: 'Elasticsearch' });
  expect(aws.called('DescribeElasticsearchDomains').length).toBe(2);
});

it('reads the policy as data, and stores no metadata of the identity provider', async () => {
  const found = await fetchAll(DOMAIN);

  for (const { config } of found) expect(config['AccessPolicies']).toMatchObject({ Version: '2012-10-17' });
  expect(JSON.stringify(found)).not.toContain('not-stored');
});
