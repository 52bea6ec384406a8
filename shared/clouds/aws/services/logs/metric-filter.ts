/** Metric filters of all log groups of a region. */
import { defineType, inside, paged, template } from '../../types/define.ts';

export default defineType({
  type: 'AWS::Logs::MetricFilter',
  kind: 'alert',
  list: paged('DescribeMetricFilters', 'metricFilters', { limit: 50 }),
  // Neither name may hold a colon; both may hold a slash.
  id: template('{logGroupName}:{filterName}'),
  name: 'filterName',
  relationships: [inside('AWS::Logs::LogGroup', 'logGroupName')],
});
