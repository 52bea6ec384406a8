/** The password policy of an account; `PasswordPolicy` is null if none is set; IAM's default then applies. */
import { defineType, single, word } from '../../types/define.ts';

export default defineType({
  type: 'AWS::IAM::AccountPasswordPolicy',
  kind: 'settings',
  list: single('GetAccountPasswordPolicy', 'PasswordPolicy', { as: 'PasswordPolicy', absent: ['NoSuchEntityException'] }),
  id: word('password-policy'),
});
