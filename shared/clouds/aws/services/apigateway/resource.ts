/**
 * Paths of every REST API of a region, each with its methods. The names of the parameters and templates of integrations are stored and the values are not:
 * they may hold keys that the API sends to its backend. Each API takes a call of GetResources, of which Muster makes about one a second.
 */
import { arn, defineType, inside, paged, template } from '../../types/define.ts';
import { GET } from './service.ts';

export default defineType({
  type: 'AWS::ApiGateway::Resource',
  kind: 'api',
  parents: 'AWS::ApiGateway::RestApi',
  inherit: { restApiId: 'id' },
  list: paged('GetResources', 'items', { embed: ['methods'], limit: 500 }, { from: { restApiId: 'id' }, permission: GET }),
  id: template('{restApiId}/{id}'),
  nativeId: arn('/restapis/{restApiId}/resources/{id}', { account: false }),
  name: 'path',
  relationships: [inside('AWS::ApiGateway::RestApi', 'restApiId')],
  keysOnly: [
    'resourceMethods.*.methodIntegration.requestParameters',
    'resourceMethods.*.methodIntegration.requestTemplates',
    'resourceMethods.*.methodIntegration.integrationResponses.*.responseParameters',
    'resourceMethods.*.methodIntegration.integrationResponses.*.responseTemplates',
  ],
  urls: ['resourceMethods.*.methodIntegration.uri'],
});
