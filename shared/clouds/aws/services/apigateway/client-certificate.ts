/** Certificates of a region by which API Gateway shows backends who it is. */
import { arn, defineType, paged } from '../../types/define.ts';
import { GET } from './service.ts';

export default defineType({
  type: 'AWS::ApiGateway::ClientCertificate',
  kind: 'certificate',
  list: paged('GetClientCertificates', 'items', { limit: 500 }, { permission: GET }),
  id: 'clientCertificateId',
  nativeId: arn('/clientcertificates/{clientCertificateId}', { account: false }),
  name: 'clientCertificateId',
  tags: 'tags',
  drop: ['pemEncodedCertificate'],
});
