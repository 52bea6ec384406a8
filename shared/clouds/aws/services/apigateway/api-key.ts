/** API keys of a region. Their values are neither asked for nor stored, nor are the names that customers have on the Marketplace. */
import { arn, defineType, paged, uses } from '../../types/define.ts';
import { GET } from './service.ts';

export default defineType({
  type: 'AWS::ApiGateway::ApiKey',
  kind: 'credential',
  list: paged('GetApiKeys', 'items', { limit: 500, includeValues: false }, { permission: GET }),
  id: 'id',
  nativeId: arn('/apikeys/{id}', { account: false }),
  name: 'name',
  tags: 'tags',
  // API Gateway names a stage as Muster does: by its API and its name.
  relationships: [uses('AWS::ApiGateway::Stage', 'stageKeys[]')],
  drop: ['value', 'customerId'],
});
