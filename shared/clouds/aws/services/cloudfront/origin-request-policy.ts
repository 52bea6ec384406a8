/** Policies that an account made for what CloudFront hands on of a request to an origin. They have no tags. */
import { arn, defineType, paged } from '../../types/define.ts';

export default defineType({
  type: 'AWS::CloudFront::OriginRequestPolicy',
  kind: 'policy',
  list: paged(
    'ListOriginRequestPolicies',
    'OriginRequestPolicyList.Items',
    { Type: 'custom', MaxItems: 100 },
    { token: ['Marker', 'OriginRequestPolicyList.NextMarker'] },
  ),
  id: 'OriginRequestPolicy.Id',
  nativeId: arn('origin-request-policy/{OriginRequestPolicy.Id}'),
  name: 'OriginRequestPolicy.OriginRequestPolicyConfig.Name',
});
