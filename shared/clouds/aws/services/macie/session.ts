/**
 * The session of Macie in a region: `Session` is null where the account has not turned Macie on. Only a standalone account and the administrator of
 * an organization may read `AutomatedDiscovery`; to a member it is denied.
 */
import { defineType, read, single, uses, word } from '../../types/define.ts';
import { NOT_ENABLED } from './service.ts';

export default defineType({
  type: 'AWS::Macie::Session',
  kind: 'security_service',
  list: single('GetMacieSession', '@', { as: 'Session', absent: [NOT_ENABLED] }),
  id: word('session'),
  relationships: [uses('AWS::IAM::Role', 'Session.serviceRole')],
  details: {
    AutomatedDiscovery: read('GetAutomatedDiscoveryConfiguration', {}, '@', { when: { path: 'Session.status', not: [null] } }),
  },
});
