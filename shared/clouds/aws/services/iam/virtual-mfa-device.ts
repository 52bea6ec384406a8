/**
 * Virtual MFA devices of an account, assigned or not, with the user whom each belongs to: the root user's has an ARN that ends in `:root`. Hardware
 * tokens and passkeys are not listed. Tags are not read: the list has none, and they would take a call for each device of each user.
 */
import { defineType, paged, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::IAM::VirtualMFADevice',
  kind: 'credential',
  list: paged('ListVirtualMFADevices', 'VirtualMFADevices', { MaxItems: 1000 }),
  id: 'SerialNumber',
  nativeId: 'SerialNumber',
  tags: false,
  // The root user has no name.
  relationships: [uses('AWS::IAM::User', 'User.UserName')],
  // The seed and its picture are the secret of a device: IAM sends them only when it makes the device. The rest is in the user itself.
  drop: [
    'Base32StringSeed',
    'QRCodePNG',
    'Tags',
    'User.Path',
    'User.CreateDate',
    'User.PasswordLastUsed',
    'User.PermissionsBoundary',
    'User.Tags',
  ],
});
