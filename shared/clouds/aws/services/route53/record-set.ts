/** Records of every zone of an account. Records of one name and type are told apart by their set identifier, if there are several. */
import { defineType, first, inside, lastPart, paged, template, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::Route53::RecordSet',
  kind: 'dns_record',
  parents: 'AWS::Route53::HostedZone',
  inherit: { HostedZoneId: 'Id' },
  list: paged(
    'ListResourceRecordSets',
    'ResourceRecordSets',
    { MaxItems: 300 },
    {
      from: { HostedZoneId: 'Id' },
      token: [
        ['StartRecordName', 'NextRecordName'],
        ['StartRecordType', 'NextRecordType'],
        ['StartRecordIdentifier', 'NextRecordIdentifier'],
      ],
    },
  ),
  id: first(template('{HostedZoneId}/{Name}/{Type}/{SetIdentifier}'), template('{HostedZoneId}/{Name}/{Type}')),
  name: 'Name',
  relationships: [
    { ...inside('AWS::Route53::HostedZone'), texts: [lastPart('HostedZoneId', '/')] },
    uses('AWS::Route53::HealthCheck', 'HealthCheckId'),
  ],
});
