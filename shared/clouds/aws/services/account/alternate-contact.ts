/**
 * Whether an account has a security contact: `SecurityContact` is null if it has none. Who that is, is personal data and not stored. The contacts for
 * billing and operations are not read.
 */
import { defineType, single, word } from '../../types/define.ts';

export default defineType({
  type: 'AWS::Account::AlternateContact',
  kind: 'settings',
  list: single('GetAlternateContact', 'AlternateContact', {
    input: { AlternateContactType: 'SECURITY' },
    as: 'SecurityContact',
    absent: ['ResourceNotFoundException'],
  }),
  id: word('security-contact'),
  drop: ['SecurityContact.Name', 'SecurityContact.Title', 'SecurityContact.EmailAddress', 'SecurityContact.PhoneNumber'],
});
