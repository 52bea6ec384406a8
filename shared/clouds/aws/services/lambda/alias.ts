/** Aliases of every function of a region: the versions that their callers get. */
import { defineType, inside, paged } from '../../types/define.ts';

export default defineType({
  type: 'AWS::Lambda::Alias',
  kind: 'function',
  parents: 'AWS::Lambda::Function',
  inherit: { FunctionName: 'FunctionName' },
  list: paged('ListAliases', 'Aliases', { MaxItems: 50 }, { from: { FunctionName: 'FunctionName' } }),
  id: 'AliasArn',
  nativeId: 'AliasArn',
  name: 'Name',
  relationships: [inside('AWS::Lambda::Function', 'FunctionName')],
});
