import { expect, it } from '@jest/globals';
import type { CloudCall } from '../../../../../../shared/clouds/aws/answerer.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

const domain = typeCalled('AWS::OpenSearchService::Domain');

it('gives domains ids, ARNs and relationships', async () => {
  await expectIdentity({
    type: 'AWS::OpenSearchService::Domain',
    id: 'search-[0-9a-f]{8}',
    arn: 'es:<region>:<account>:domain/search-[0-9a-f]{8}',
    relations: [
      'in AWS::EC2::Subnet',
      'in AWS::EC2::VPC',
      'logs_to AWS::Logs::LogGroup',
      'uses AWS::EC2::SecurityGroup',
      'uses AWS::KMS::Key',
    ],
  });
});

it('describes five domains of OpenSearch at once', async () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  const asked = ({ input }: CloudCall): readonly string[] => input['DomainNames'] as readonly string[];
  const aws = new SampledAws({
    ListDomainNames: { DomainNames: names.map((DomainName) => ({ DomainName, EngineType: 'OpenSearch' })) },
    DescribeDomains: (call: CloudCall) => ({
      DomainStatusList: asked(call).map((DomainName) => ({ DomainName, ARN: `arn:aws:es:::${DomainName}` })),
    }),
    GetResources: { ResourceTagMappingList: [] },
  });

  const found = await fetchAll(domain, aws);

  expect(found.map(({ native_id }) => native_id)).toEqual(names.map((name) => `arn:aws:es:::${name}`));
  expect(aws.called('ListDomainNames').map(({ input }) => input['EngineType'])).toEqual(['OpenSearch']);
  expect(aws.called('DescribeDomains').map((call) => asked(call).length)).toEqual([5, 1]);
});

it('reads tags and the access policy, and stores no description of an identity provider', async () => {
  const [found] = await fetchAll(domain);

  expect(found?.tags).toMatchObject({ Environment: 'production' });
  expect(found?.config['AccessPolicies']).toMatchObject({ Statement: [{ Effect: 'Allow' }] });
  expect(JSON.stringify(found)).toContain('https://login.halden.example');
  expect(JSON.stringify(found)).not.toContain('not-stored');
});
