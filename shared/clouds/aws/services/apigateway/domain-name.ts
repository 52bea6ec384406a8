/** Custom domain names of a region for REST APIs, public and private. */
import { arn, defineType, first, paged, template, uses } from '../../types/define.ts';
import { GET } from './service.ts';

export default defineType({
  type: 'AWS::ApiGateway::DomainName',
  kind: 'domain',
  list: paged('GetDomainNames', 'items', { limit: 500 }, { permission: GET }),
  // Several private domain names may be the same; each has an id beside its name, as in its ARN.
  id: first(template('{domainName}+{domainNameId}'), 'domainName'),
  nativeId: first('domainNameArn', arn('/domainnames/{domainName}', { account: false })),
  name: 'domainName',
  tags: 'tags',
  relationships: [
    uses('AWS::CertificateManager::Certificate', 'certificateArn', 'regionalCertificateArn', 'ownershipVerificationCertificateArn'),
    uses('AWS::EC2::VPCEndpoint', 'endpointConfiguration.vpcEndpointIds[]'),
  ],
  // An update of the name sets the status for a while; API Gateway warns of certificates that expire.
  volatile: ['domainNameStatus', 'domainNameStatusMessage', 'mutualTlsAuthentication.truststoreWarnings'],
  documents: ['policy', 'managementPolicy'],
});
