/** Workgroups of a region: what computes over the data of a namespace, with its network and its parameters. */
import { defineType, inside, paged, read, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::RedshiftServerless::Workgroup',
  kind: 'data_warehouse',
  list: paged('ListWorkgroups', 'workgroups', { maxResults: 100 }),
  gone: ['ResourceNotFoundException'],
  id: 'workgroupName',
  nativeId: 'workgroupArn',
  name: 'workgroupName',
  tags: { path: 'Tags', key: 'key', value: 'value' },
  relationships: [
    inside('AWS::EC2::VPC', 'endpoint.vpcEndpoints[].vpcId'),
    inside('AWS::EC2::Subnet', 'subnetIds[]'),
    uses('AWS::EC2::SecurityGroup', 'securityGroupIds[]'),
    uses('AWS::RedshiftServerless::Namespace', 'namespaceName'),
    uses('AWS::CertificateManager::Certificate', 'customDomainCertificateArn'),
  ],
  details: { Tags: read('ListTagsForResource', { resourceArn: 'workgroupArn' }, 'tags') },
  // AWS patches it by itself.
  volatile: ['status', 'workgroupVersion', 'patchVersion'],
});
