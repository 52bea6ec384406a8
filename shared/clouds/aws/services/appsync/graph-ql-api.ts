/** GraphQL APIs of a region, without their keys and the contact of their owner. */
import { defineType, paged, read, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::AppSync::GraphQLApi',
  kind: 'api',
  list: paged('ListGraphqlApis', 'graphqlApis', { maxResults: 25 }),
  id: 'apiId',
  nativeId: 'arn',
  name: 'name',
  tags: 'tags',
  relationships: [
    uses('AWS::IAM::Role', 'logConfig.cloudWatchLogsRoleArn', 'mergedApiExecutionRoleArn'),
    uses('AWS::WAFv2::WebACL', 'wafWebAclArn'),
    uses('AWS::Cognito::UserPool', 'userPoolConfig.userPoolId', 'additionalAuthenticationProviders[].userPoolConfig.userPoolId'),
    uses(
      'AWS::Lambda::Function',
      'lambdaAuthorizerConfig.authorizerUri',
      'additionalAuthenticationProviders[].lambdaAuthorizerConfig.authorizerUri',
    ),
  ],
  details: { ApiCache: read('GetApiCache', { apiId: 'apiId' }, 'apiCache', { absent: ['NotFoundException'] }) },
  // A cache is created and changed for some minutes.
  volatile: ['ApiCache.status'],
  drop: ['ownerContact'],
});
