/** Cache policies that an account made: what CloudFront keeps, how long, and by which parts of a request. They have no tags. */
import { arn, defineType, paged } from '../../types/define.ts';

export default defineType({
  type: 'AWS::CloudFront::CachePolicy',
  kind: 'policy',
  list: paged(
    'ListCachePolicies',
    'CachePolicyList.Items',
    { Type: 'custom', MaxItems: 100 },
    { token: ['Marker', 'CachePolicyList.NextMarker'] },
  ),
  id: 'CachePolicy.Id',
  nativeId: arn('cache-policy/{CachePolicy.Id}'),
  name: 'CachePolicy.CachePolicyConfig.Name',
});
