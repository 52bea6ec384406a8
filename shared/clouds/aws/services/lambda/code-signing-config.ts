/** Configurations of a region that say whose signature code must have. */
import { defineType, paged, read } from '../../types/define.ts';

export default defineType({
  type: 'AWS::Lambda::CodeSigningConfig',
  kind: 'policy',
  list: paged('ListCodeSigningConfigs', 'CodeSigningConfigs', { MaxItems: 50 }),
  gone: ['ResourceNotFoundException'],
  id: 'CodeSigningConfigId',
  nativeId: 'CodeSigningConfigArn',
  name: 'CodeSigningConfigId',
  tags: 'Tags',
  details: { Tags: read('ListTags', { Resource: 'CodeSigningConfigArn' }, 'Tags') },
});
