/** How managed machines of a region comply, one resource for each machine and kind of compliance (Patch, Association, Custom:…). */
import { defineType, paged, relation, template } from '../../types/define.ts';

export default defineType({
  type: 'AWS::SSM::InstanceCompliance',
  kind: 'assessment',
  list: paged('ListResourceComplianceSummaries', 'ResourceComplianceSummaryItems', { MaxResults: 50 }),
  id: template('{ComplianceType}/{ResourceId}'),
  name: 'ResourceId',
  relationships: [relation('assesses', 'AWS::SSM::ManagedInstance', 'ResourceId')],
  // They change with every scan; the status that follows from them does not.
  volatile: ['CompliantSummary', 'ExecutionSummary', 'NonCompliantSummary'],
});
