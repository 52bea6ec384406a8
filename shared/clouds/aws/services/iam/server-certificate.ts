/** Certificates that IAM holds for load balancers and CDNs of an account. Their private keys are never part of an answer. */
import { defineType, paged, readAll } from '../../types/define.ts';

export default defineType({
  type: 'AWS::IAM::ServerCertificate',
  kind: 'certificate',
  list: paged('ListServerCertificates', 'ServerCertificateMetadataList', { MaxItems: 1000 }),
  gone: ['NoSuchEntityException'],
  id: 'ServerCertificateId',
  nativeId: 'Arn',
  name: 'ServerCertificateName',
  tags: 'Tags',
  // An account has 20 certificates, unless its quota is raised.
  details: { Tags: readAll('ListServerCertificateTags', { ServerCertificateName: 'ServerCertificateName' }, 'Tags') },
});
