/** Certificates of a region by which tasks know databases, without the certificates and wallets themselves. */
import { defineType, paged, usesKey } from '../../types/define.ts';
import { tagsByArn } from '../../types/tagging-api.ts';

export default defineType({
  type: 'AWS::DMS::Certificate',
  kind: 'certificate',
  list: paged('DescribeCertificates', 'Certificates', { MaxRecords: 100 }),
  id: 'CertificateArn',
  nativeId: 'CertificateArn',
  name: 'CertificateIdentifier',
  tags: 'Tags',
  relationships: [usesKey('KmsKeyId')],
  batch: { Tags: tagsByArn('CertificateArn') },
  drop: ['CertificatePem', 'CertificateWallet'],
});
