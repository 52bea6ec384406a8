/** Whether images of a region may be shared with everyone: `ImageBlockPublicAccessState` is `block-new-sharing` or `unblocked`. */
import { defineType, single, word } from '../../types/define.ts';

export default defineType({
  type: 'AWS::EC2::ImageBlockPublicAccess',
  kind: 'settings',
  list: single('GetImageBlockPublicAccessState', '@'),
  id: word('image-block-public-access'),
});
