/** Applications that may use a user pool. Their secrets are part of the answer and never stored. */
import { defineType, inside, paged, read, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::Cognito::UserPoolClient',
  kind: 'application',
  parents: 'AWS::Cognito::UserPool',
  list: paged('ListUserPoolClients', 'UserPoolClients', { MaxResults: 60 }, { from: { UserPoolId: 'Id' } }),
  describe: read('DescribeUserPoolClient', { UserPoolId: 'UserPoolId', ClientId: 'ClientId' }, 'UserPoolClient'),
  gone: ['ResourceNotFoundException'],
  id: 'ClientId',
  name: 'ClientName',
  relationships: [inside('AWS::Cognito::UserPool', 'UserPoolId'), uses('AWS::IAM::Role', 'AnalyticsConfiguration.RoleArn')],
  drop: ['ClientSecret', 'AnalyticsConfiguration.ExternalId'],
});
