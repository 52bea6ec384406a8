/** Zones of an account, public and private. The API writes their ids as `/hostedzone/Z…`, and other answers as `Z…`. */
import { arn, defineType, lastPart, paged, readAll } from '../../types/define.ts';
import { tagsByArn } from '../../types/tagging-api.ts';

export default defineType({
  type: 'AWS::Route53::HostedZone',
  kind: 'dns_zone',
  list: paged('ListHostedZones', 'HostedZones', { MaxItems: 100 }),
  gone: ['NoSuchHostedZone'],
  id: lastPart('Id', '/'),
  nativeId: arn('hostedzone/{Zone}', { account: false, parts: { Zone: lastPart('Id', '/') } }),
  name: 'Name',
  tags: 'Tags',
  batch: { Tags: tagsByArn('$arn') },
  details: {
    // Queries of private zones are logged by resolvers.
    QueryLoggingConfigs: readAll('ListQueryLoggingConfigs', { HostedZoneId: 'Id' }, 'QueryLoggingConfigs', {
      when: { path: 'Config.PrivateZone', is: [false] },
    }),
  },
  // A count of resources that the inventory holds anyway.
  volatile: ['ResourceRecordSetCount'],
});
