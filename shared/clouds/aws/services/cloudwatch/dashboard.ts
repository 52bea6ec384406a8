/** Dashboards of an account, without what they show: it may hold what people write. Every region lists all of them. */
import { defineType, paged } from '../../types/define.ts';

export default defineType({
  type: 'AWS::CloudWatch::Dashboard',
  kind: 'settings',
  global: true,
  list: paged('ListDashboards', 'DashboardEntries'),
  id: 'DashboardName',
  nativeId: 'DashboardArn',
  name: 'DashboardName',
  tags: false,
});
