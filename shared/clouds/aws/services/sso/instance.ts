/**
 * Instances of IAM Identity Center that an account owns or sees. The organization's is listed in every member account, where its tags may not be read:
 * so they are not read at all.
 */
import { defineType, paged } from '../../types/define.ts';

export default defineType({
  type: 'AWS::SSO::Instance',
  kind: 'identity_provider',
  list: paged('ListInstances', 'Instances', { MaxResults: 100 }),
  id: 'InstanceArn',
  nativeId: 'InstanceArn',
  name: 'Name',
  tags: false,
  owner: 'OwnerAccountId',
});
