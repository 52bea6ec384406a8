/** Which images the instances of a region may be launched from, and whether others are refused or only told of. */
import { defineType, single, word } from '../../types/define.ts';

export default defineType({
  type: 'AWS::EC2::AllowedImagesSettings',
  kind: 'settings',
  list: single('GetAllowedImagesSettings', '@'),
  id: word('allowed-images-settings'),
});
