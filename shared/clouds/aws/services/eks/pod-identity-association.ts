/** The roles that pods of every Kubernetes cluster of a region take by their service accounts. */
import { defineType, inside, paged, read, template, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::EKS::PodIdentityAssociation',
  kind: 'role_assignment',
  parents: 'AWS::EKS::Cluster',
  list: paged('ListPodIdentityAssociations', 'associations', { maxResults: 100 }, { from: { clusterName: 'name' } }),
  describe: read('DescribePodIdentityAssociation', { clusterName: 'clusterName', associationId: 'associationId' }, 'association'),
  gone: ['ResourceNotFoundException'],
  id: template('{clusterName}/{associationId}'),
  nativeId: 'associationArn',
  name: template('{namespace}/{serviceAccount}'),
  tags: 'tags',
  relationships: [inside('AWS::EKS::Cluster', 'clusterName'), uses('AWS::IAM::Role', 'roleArn', 'targetRoleArn')],
  // A role of another account may take it for a proof of who asks.
  drop: ['externalId'],
  documents: ['policy'],
});
