/** Address managers (IPAM) of a region. */
import { defineType, paged, tag } from '../../types/define.ts';

export default defineType({
  type: 'AWS::EC2::IPAM',
  kind: 'settings',
  list: paged('DescribeIpams', 'Ipams', { MaxResults: 1000 }),
  id: 'IpamId',
  nativeId: 'IpamArn',
  name: tag('Name'),
  tags: 'Tags',
  // AWS counts them by itself.
  volatile: ['ScopeCount', 'ResourceDiscoveryAssociationCount'],
});
