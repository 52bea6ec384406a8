/** Certificates of a region, issued and imported, whatever their key. The mail addresses that validate a domain are not stored. */
import { defineType, paged, read, uses } from '../../types/define.ts';
import { tagsByArn } from '../../types/tagging-api.ts';

/** Without them, some or all certificates with other keys than RSA keys of 2048 bits are not listed. */
const KEY_TYPES = ['RSA_1024', 'RSA_2048', 'RSA_3072', 'RSA_4096', 'EC_prime256v1', 'EC_secp384r1', 'EC_secp521r1'];
/** Without them, certificates that were issued by the protocol ACME are not listed. */
const ORIGINS = ['AWS_MANAGED', 'CUSTOMER_PROVIDED', 'ACME'];

export default defineType({
  type: 'AWS::CertificateManager::Certificate',
  kind: 'certificate',
  list: paged('ListCertificates', 'CertificateSummaryList', {
    MaxItems: 1000,
    Includes: { keyTypes: KEY_TYPES },
    CertificateKeyPairOrigins: ORIGINS,
  }),
  describe: read('DescribeCertificate', { CertificateArn: 'CertificateArn' }, 'Certificate'),
  gone: ['ResourceNotFoundException'],
  id: 'CertificateArn',
  nativeId: 'CertificateArn',
  name: 'DomainName',
  tags: 'Tags',
  relationships: [uses('AWS::ACMPCA::CertificateAuthority', 'CertificateAuthorityArn')],
  batch: { Tags: tagsByArn('CertificateArn') },
  // The names are whole in SubjectAlternativeNames.
  drop: [
    'SubjectAlternativeNameSummaries',
    'HasAdditionalSubjectAlternativeNames',
    'DomainValidationOptions[].ValidationEmails',
    'RenewalSummary.DomainValidationOptions[].ValidationEmails',
  ],
  // ACM renews by itself, and says how far it is.
  volatile: ['RenewalSummary'],
});
