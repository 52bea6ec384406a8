/** Identities by which distributions of an account read buckets, as they did before origin access controls. They have no tags. */
import { arn, defineType, paged } from '../../types/define.ts';

export default defineType({
  type: 'AWS::CloudFront::CloudFrontOriginAccessIdentity',
  kind: 'service_account',
  list: paged(
    'ListCloudFrontOriginAccessIdentities',
    'CloudFrontOriginAccessIdentityList.Items',
    { MaxItems: 100 },
    { token: ['Marker', 'CloudFrontOriginAccessIdentityList.NextMarker'] },
  ),
  id: 'Id',
  nativeId: arn('origin-access-identity/{Id}'),
  name: 'Id',
});
