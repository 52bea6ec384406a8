/** Static addresses of Lightsail in a region, and the instance that each belongs to. They have no tags. */
import { defineType, paged, relation } from '../../types/define.ts';

export default defineType({
  type: 'AWS::Lightsail::StaticIp',
  kind: 'public_address',
  list: paged('GetStaticIps', 'staticIps', {}, { token: ['pageToken', 'nextPageToken'] }),
  id: 'name',
  nativeId: 'arn',
  name: 'name',
  relationships: [relation('attached_to', 'AWS::Lightsail::Instance', 'attachedTo')],
});
