/** Distributions of an account. The headers that they add for their origins are stored without their values, which are often shared secrets. */
import { defineType, paged, read, uses } from '../../types/define.ts';
import { tagsByArn } from '../../types/tagging-api.ts';

/** The members of a distribution's configuration that the list has as well. */
const LISTED = [
  'Aliases',
  'CacheBehaviors',
  'Comment',
  'ContinuousDeploymentPolicyId',
  'CustomErrorResponses',
  'DefaultCacheBehavior',
  'Enabled',
  'HttpVersion',
  'IsIPV6Enabled',
  'OriginGroups',
  'Origins',
  'PriceClass',
  'Restrictions',
  'Staging',
  'ViewerCertificate',
  'WebACLId',
];

const ofBehaviors = (member: string): readonly string[] => [`DefaultCacheBehavior.${member}`, `CacheBehaviors.Items[].${member}`];

export default defineType({
  type: 'AWS::CloudFront::Distribution',
  kind: 'cdn',
  list: paged('ListDistributions', 'DistributionList.Items', { MaxItems: 100 }, { token: ['Marker', 'DistributionList.NextMarker'] }),
  gone: ['NoSuchDistribution'],
  id: 'Id',
  nativeId: 'ARN',
  name: 'DomainName',
  tags: 'Tags',
  relationships: [
    uses('AWS::WAFv2::WebACL', 'WebACLId'),
    uses('AWS::CertificateManager::Certificate', 'ViewerCertificate.ACMCertificateArn'),
    uses('AWS::CloudFront::OriginAccessControl', 'Origins.Items[].OriginAccessControlId'),
    uses('AWS::CloudFront::CachePolicy', ...ofBehaviors('CachePolicyId')),
    uses('AWS::CloudFront::OriginRequestPolicy', ...ofBehaviors('OriginRequestPolicyId')),
    uses('AWS::CloudFront::ResponseHeadersPolicy', ...ofBehaviors('ResponseHeadersPolicyId')),
    uses('AWS::CloudFront::Function', ...ofBehaviors('FunctionAssociations.Items[].FunctionARN')),
    uses('AWS::Lambda::Function', ...ofBehaviors('LambdaFunctionAssociations.Items[].LambdaFunctionARN')),
  ],
  batch: { Tags: tagsByArn('ARN') },
  // The list says nothing of logs and of the root object.
  details: { Config: read('GetDistributionConfig', { Id: 'Id' }, 'DistributionConfig') },
  // The first behavior whose path fits decides, and the first origin of a group is its primary one.
  ordered: ['CacheBehaviors.Items', 'OriginGroups.Items[].Members.Items'],
  // A change is deployed for some minutes.
  volatile: ['Status'],
  drop: ['Origins.Items[].CustomHeaders.Items[].HeaderValue', ...LISTED.map((member) => `Config.${member}`)],
});
