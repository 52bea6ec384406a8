/** Add-ons of every Kubernetes cluster of a region, without their own settings, which may hold secrets. */
import { defineType, inside, paged, read, template, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::EKS::Addon',
  kind: 'container_service',
  parents: 'AWS::EKS::Cluster',
  inherit: { clusterName: 'name' },
  list: paged('ListAddons', 'addons', { maxResults: 100 }, { from: { clusterName: 'name' }, as: 'addonName' }),
  describe: read('DescribeAddon', { addonName: 'addonName', clusterName: 'clusterName' }, 'addon'),
  gone: ['ResourceNotFoundException'],
  id: template('{clusterName}/{addonName}'),
  nativeId: 'addonArn',
  name: 'addonName',
  tags: 'tags',
  relationships: [inside('AWS::EKS::Cluster', 'clusterName'), uses('AWS::IAM::Role', 'serviceAccountRoleArn')],
  volatile: ['health'],
  drop: ['configurationValues'],
});
