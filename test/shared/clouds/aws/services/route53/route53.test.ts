import { expect, it } from '@jest/globals';
import type { CloudCall } from '../../../../../../shared/clouds/aws/answerer.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

it.each([
  { type: 'AWS::Route53::HostedZone', id: 'Z[A-Z2-7]{20}', arn: 'route53:::hostedzone/Z[A-Z2-7]{20}' },
  {
    type: 'AWS::Route53::QueryLoggingConfig',
    id: '[0-9a-f-]{36}',
    arn: 'route53:::queryloggingconfig/[0-9a-f-]{36}',
    relations: ['in AWS::Route53::HostedZone', 'logs_to AWS::Logs::LogGroup'],
  },
  { type: 'AWS::Route53::RecordSet', id: '/hostedzone/Z.+/.+/(NS|A)', arn: null, relations: ['in AWS::Route53::HostedZone'] },
  { type: 'AWS::Route53::HealthCheck', id: '[0-9a-f-]{36}', arn: 'route53:::healthcheck/[0-9a-f-]{36}' },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

it('tells records of one name apart by type and set identifier, over all pages', async () => {
  const Name = 'a.example.';
  const aws = new SampledAws({
    ListHostedZones: { HostedZones: [{ Id: '/hostedzone/Z1', Name: 'example.' }] },
    ListResourceRecordSets: ({ input }: CloudCall) =>
      input['StartRecordName'] === undefined
        ? {
            ResourceRecordSets: [{ Name, Type: 'A', SetIdentifier: 'one' }],
            IsTruncated: true,
            NextRecordName: Name,
            NextRecordType: 'A',
            NextRecordIdentifier: 'two',
          }
        : {
            ResourceRecordSets: [
              { Name, Type: 'A', SetIdentifier: 'two' },
              { Name, Type: 'MX' },
            ],
            IsTruncated: false,
          },
  });

  const found = await fetchAll(typeCalled('AWS::Route53::RecordSet'), aws);

  expect(found.map(({ resource_id }) => resource_id)).toEqual([
    '/hostedzone/Z1/a.example./A/one',
    '/hostedzone/Z1/a.example./A/two',
    '/hostedzone/Z1/a.example./MX',
  ]);
  for (const { relationships } of found) expect(relationships).toMatchObject([{ id: 'Z1' }]);
});

it('asks no query logs of private zones', async () => {
  const HostedZones = [{ Id: '/hostedzone/Z1', Name: 'example.', Config: { PrivateZone: true } }];
  const aws = new SampledAws({ ListHostedZones: { HostedZones }, GetResources: { ResourceTagMappingList: [] } });

  expect(await fetchAll(typeCalled('AWS::Route53::HostedZone'), aws)).toMatchObject([
    { config: { QueryLoggingConfigs: null }, unread: {} },
  ]);
  expect(aws.called('ListQueryLoggingConfigs')).toEqual([]);
});

it('stores neither the path that a health check asks for nor the text that it looks for', async () => {
  const found = await fetchAll(typeCalled('AWS::Route53::HealthCheck'));

  expect(found).toMatchObject([{ config: { HealthCheckConfig: { Type: 'HTTPS_STR_MATCH' } } }]);
  expect(JSON.stringify(found)).not.toContain('not-stored');
});

it('reads the tags of ten health checks at once', async () => {
  const HealthChecks = Array.from({ length: 11 }, (_, index) => ({ Id: `check-${index}` }));
  const aws = new SampledAws({
    ListHealthChecks: { HealthChecks, IsTruncated: false },
    ListTagsForResources: ({ input }: CloudCall) => ({
      ResourceTagSets: (input['ResourceIds'] as readonly string[]).map((ResourceId) => ({
        ResourceId,
        Tags: [{ Key: 'is', Value: ResourceId }],
      })),
    }),
  });
  const found = await fetchAll(typeCalled('AWS::Route53::HealthCheck'), aws);

  expect(aws.called('ListTagsForResources').map(({ input }) => input['ResourceType'])).toEqual(['healthcheck', 'healthcheck']);
  for (const { resource_id, tags } of found) expect(tags).toEqual({ is: resource_id });
});
