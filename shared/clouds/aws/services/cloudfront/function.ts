/**
 * Functions of an account that run at the edge, without their code. Each has a stage of development; what is live of it, if anything, is read beside it.
 */
import { defineType, join, paged, uses } from '../../types/define.ts';

const inStage = (Stage: string): ReturnType<typeof paged> =>
  paged('ListFunctions', 'FunctionList.Items', { Stage, MaxItems: 100 }, { token: ['Marker', 'FunctionList.NextMarker'] });

export default defineType({
  type: 'AWS::CloudFront::Function',
  kind: 'function',
  list: inStage('DEVELOPMENT'),
  id: 'Name',
  nativeId: 'FunctionMetadata.FunctionARN',
  name: 'Name',
  tags: false,
  relationships: [uses('AWS::CloudFront::KeyValueStore', 'FunctionConfig.KeyValueStoreAssociations.Items[].KeyValueStoreARN')],
  joins: { Live: join(inStage('LIVE'), { Name: 'Name' }, '@') },
});
