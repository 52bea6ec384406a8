/** Analyzers of a region, of all types. Those of the organization are listed in the account that made them only. */
import { defineType, paged } from '../../types/define.ts';

export default defineType({
  type: 'AWS::AccessAnalyzer::Analyzer',
  kind: 'security_service',
  list: paged('ListAnalyzers', 'analyzers'),
  id: 'name',
  nativeId: 'arn',
  name: 'name',
  tags: 'tags',
  // The resource that was analyzed last.
  volatile: ['lastResourceAnalyzed', 'lastResourceAnalyzedAt'],
});
