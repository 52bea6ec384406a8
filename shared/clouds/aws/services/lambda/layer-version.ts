/** Layers of a region, each in its newest version only, with the policy that shares it. Their code is not read. */
import { defineType, paged, read } from '../../types/define.ts';

export default defineType({
  type: 'AWS::Lambda::LayerVersion',
  kind: 'function',
  list: paged('ListLayers', 'Layers', { MaxItems: 50 }),
  id: 'LatestMatchingVersion.LayerVersionArn',
  nativeId: 'LatestMatchingVersion.LayerVersionArn',
  name: 'LayerName',
  details: {
    // A version that was deleted since is answered in the same way as one without a policy.
    Policy: read('GetLayerVersionPolicy', { LayerName: 'LayerName', VersionNumber: 'LatestMatchingVersion.Version' }, 'Policy', {
      absent: ['ResourceNotFoundException'],
    }),
  },
  // It is the ARN of the version without its number.
  drop: ['LayerArn'],
  documents: ['Policy'],
});
