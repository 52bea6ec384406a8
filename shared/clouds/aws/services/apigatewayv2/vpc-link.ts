/** Links of a region from HTTP APIs into a network. */
import { arn, defineType, inside, paged, uses } from '../../types/define.ts';
import { GET } from './service.ts';

export default defineType({
  type: 'AWS::ApiGatewayV2::VpcLink',
  kind: 'private_endpoint',
  list: paged('GetVpcLinks', 'Items', { MaxResults: '100' }, { permission: GET }),
  id: 'VpcLinkId',
  nativeId: arn('/vpclinks/{VpcLinkId}', { account: false }),
  name: 'Name',
  tags: 'Tags',
  relationships: [uses('AWS::EC2::SecurityGroup', 'SecurityGroupIds[]'), inside('AWS::EC2::Subnet', 'SubnetIds[]')],
  volatile: ['VpcLinkStatusMessage'],
});
