/** How API Gateway is set up in a region: the role by which it writes its logs, and the requests that it takes a second. */
import { defineType, single, uses, word } from '../../types/define.ts';
import { GET } from './service.ts';

export default defineType({
  type: 'AWS::ApiGateway::Account',
  kind: 'settings',
  list: single('GetAccount', '@', { permission: GET }),
  id: word('account'),
  relationships: [uses('AWS::IAM::Role', 'cloudwatchRoleArn')],
});
