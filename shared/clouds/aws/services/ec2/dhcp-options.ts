/** Sets of DHCP options of a region: which servers of names and of time a network gives to its machines. */
import { arn, defineType, paged, tag } from '../../types/define.ts';

export default defineType({
  type: 'AWS::EC2::DHCPOptions',
  kind: 'settings',
  list: paged('DescribeDhcpOptions', 'DhcpOptions', { MaxResults: 1000 }),
  id: 'DhcpOptionsId',
  nativeId: arn('dhcp-options/{DhcpOptionsId}', { account: 'OwnerId' }),
  name: tag('Name'),
  tags: 'Tags',
  // The first server of names is asked first.
  ordered: ['DhcpConfigurations[].Values'],
});
