/**
 * Domains and addresses of a region that mail may be sent from, with their policies. Each takes a call, of which one a second is allowed:
 * a thousand of them take more than half an hour.
 */
import { arn, defineType, paged, read, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::SES::EmailIdentity',
  kind: 'email_identity',
  list: paged('ListEmailIdentities', 'EmailIdentities', { PageSize: 1000 }),
  describe: read('GetEmailIdentity', { EmailIdentity: 'IdentityName' }, '@'),
  gone: ['NotFoundException'],
  id: 'IdentityName',
  nativeId: arn('identity/{IdentityName}'),
  name: 'IdentityName',
  tags: 'Tags',
  relationships: [uses('AWS::SES::ConfigurationSet', 'ConfigurationSetName')],
  // SES looks again and again whether the records of a domain are still there.
  volatile: ['VerificationInfo.LastCheckedTimestamp', 'VerificationInfo.LastSuccessTimestamp', 'VerificationInfo.SOARecord.SerialNumber'],
  drop: ['VerificationInfo.SOARecord.AdminEmail'],
  documents: ['Policies.*'],
});
