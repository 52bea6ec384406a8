/** Groups of every user pool of a region, and the role that their members take. The members are not read. */
import { defineType, inside, paged, template, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::Cognito::UserPoolGroup',
  kind: 'group',
  parents: 'AWS::Cognito::UserPool',
  list: paged('ListGroups', 'Groups', { Limit: 60 }, { from: { UserPoolId: 'Id' } }),
  id: template('{UserPoolId}/{GroupName}'),
  name: 'GroupName',
  relationships: [inside('AWS::Cognito::UserPool', 'UserPoolId'), uses('AWS::IAM::Role', 'RoleArn')],
});
