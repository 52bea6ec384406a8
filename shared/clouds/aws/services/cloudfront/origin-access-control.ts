/** Origin access controls of an account: how CloudFront signs what it asks of an origin. They have no tags. */
import { arn, defineType, paged } from '../../types/define.ts';

export default defineType({
  type: 'AWS::CloudFront::OriginAccessControl',
  kind: 'settings',
  list: paged(
    'ListOriginAccessControls',
    'OriginAccessControlList.Items',
    { MaxItems: 100 },
    { token: ['Marker', 'OriginAccessControlList.NextMarker'] },
  ),
  id: 'Id',
  nativeId: arn('origin-access-control/{Id}'),
  name: 'Name',
});
