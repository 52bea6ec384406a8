/**
 * The accounts to which the organization's management account delegates the administration of services. They have the ARNs of the accounts and none of
 * their own. Mail addresses are not stored.
 */
import { defineType, paged, readAll, uses } from '../../types/define.ts';
import { PAGE } from './service.ts';

export default defineType({
  type: 'AWS::Organizations::DelegatedAdministrator',
  kind: 'role_assignment',
  list: paged('ListDelegatedAdministrators', 'DelegatedAdministrators', PAGE),
  gone: ['AccountNotFoundException', 'AccountNotRegisteredException'],
  id: 'Id',
  name: 'Name',
  details: { DelegatedServices: readAll('ListDelegatedServicesForAccount', { AccountId: 'Id' }, 'DelegatedServices', { input: PAGE }) },
  relationships: [uses('AWS::Organizations::Account', 'Id')],
  drop: ['Email'],
});
