/** Policies that an account made for the headers which CloudFront adds to its answers or removes. They have no tags. */
import { arn, defineType, paged } from '../../types/define.ts';

export default defineType({
  type: 'AWS::CloudFront::ResponseHeadersPolicy',
  kind: 'policy',
  list: paged(
    'ListResponseHeadersPolicies',
    'ResponseHeadersPolicyList.Items',
    { Type: 'custom', MaxItems: 100 },
    { token: ['Marker', 'ResponseHeadersPolicyList.NextMarker'] },
  ),
  id: 'ResponseHeadersPolicy.Id',
  nativeId: arn('response-headers-policy/{ResponseHeadersPolicy.Id}'),
  name: 'ResponseHeadersPolicy.ResponseHeadersPolicyConfig.Name',
});
