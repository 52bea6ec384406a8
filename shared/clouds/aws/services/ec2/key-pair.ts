/** Key pairs of a region, by which people log in to machines: their public halves alone are known to AWS, and not read here. */
import { arn, defineType, listed } from '../../types/define.ts';

export default defineType({
  type: 'AWS::EC2::KeyPair',
  kind: 'credential',
  list: listed('DescribeKeyPairs', 'KeyPairs'),
  id: 'KeyName',
  nativeId: arn('key-pair/{KeyName}'),
  name: 'KeyName',
  tags: 'Tags',
});
