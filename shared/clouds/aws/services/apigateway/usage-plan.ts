/** Usage plans of a region: which stages the holders of keys may call, and how often. */
import { arn, defineType, paged, uses } from '../../types/define.ts';
import { GET } from './service.ts';

export default defineType({
  type: 'AWS::ApiGateway::UsagePlan',
  kind: 'policy',
  list: paged('GetUsagePlans', 'items', { limit: 500 }, { permission: GET }),
  id: 'id',
  nativeId: arn('/usageplans/{id}', { account: false }),
  name: 'name',
  tags: 'tags',
  relationships: [uses('AWS::ApiGateway::RestApi', 'apiStages[].apiId')],
});
