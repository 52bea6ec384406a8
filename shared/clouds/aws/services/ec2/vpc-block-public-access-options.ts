/** The region's block of traffic between the account's VPCs and the internet. Exclusions are not read. */
import { defineType, single, word } from '../../types/define.ts';

export default defineType({
  type: 'AWS::EC2::VPCBlockPublicAccessOptions',
  kind: 'settings',
  list: single('DescribeVpcBlockPublicAccessOptions', 'VpcBlockPublicAccessOptions'),
  id: word('vpc-block-public-access-options'),
});
