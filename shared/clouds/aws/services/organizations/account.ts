/** The accounts of the organization, those that are suspended or closed included. The mail address of an account's root user is not stored. */
import { defineType, inside, paged } from '../../types/define.ts';
import { PAGE, parentsOfChild, tagsOfResource } from './service.ts';

export default defineType({
  type: 'AWS::Organizations::Account',
  kind: 'account',
  list: paged('ListAccounts', 'Accounts', PAGE),
  gone: ['ChildNotFoundException', 'TargetNotFoundException'],
  id: 'Id',
  nativeId: 'Arn',
  name: 'Name',
  tags: 'Tags',
  details: { Parents: parentsOfChild, Tags: tagsOfResource },
  relationships: [{ ...inside('AWS::Organizations::OrganizationalUnit', 'Parents[].Id'), byPrefix: { 'r-': 'AWS::Organizations::Root' } }],
  drop: ['Email'],
});
