/** Authorizers of every REST API of a region. */
import { arn, defineType, inside, paged, template, uses } from '../../types/define.ts';
import { GET } from './service.ts';

export default defineType({
  type: 'AWS::ApiGateway::Authorizer',
  kind: 'api',
  parents: 'AWS::ApiGateway::RestApi',
  inherit: { restApiId: 'id' },
  list: paged('GetAuthorizers', 'items', { limit: 500 }, { from: { restApiId: 'id' }, permission: GET, token: ['position', 'position'] }),
  id: template('{restApiId}/{id}'),
  nativeId: arn('/restapis/{restApiId}/authorizers/{id}', { account: false }),
  name: 'name',
  relationships: [
    inside('AWS::ApiGateway::RestApi', 'restApiId'),
    uses('AWS::Cognito::UserPool', 'providerARNs[]'),
    uses('AWS::IAM::Role', 'authorizerCredentials'),
  ],
});
