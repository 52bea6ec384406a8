/** Who of IAM may enter each Kubernetes cluster of a region, and with which policies of EKS. */
import { defineType, inside, ofArns, paged, read, readAll, template, uses } from '../../types/define.ts';

const NAMED = { clusterName: 'clusterName', principalArn: 'principalArn' };

export default defineType({
  type: 'AWS::EKS::AccessEntry',
  kind: 'role_assignment',
  parents: 'AWS::EKS::Cluster',
  inherit: { clusterName: 'name' },
  list: paged(
    'ListAccessEntries',
    'accessEntries',
    { maxResults: 100 },
    {
      from: { clusterName: 'name' },
      as: 'principalArn',
      // A cluster that knows its users by a map of its own has no entries.
      absent: [{ code: 'InvalidRequestException', text: 'authentication mode must be set to one of' }],
    },
  ),
  describe: read('DescribeAccessEntry', NAMED, 'accessEntry'),
  gone: ['ResourceNotFoundException'],
  id: template('{clusterName}/{principalArn}'),
  nativeId: 'accessEntryArn',
  name: 'principalArn',
  tags: 'tags',
  relationships: [
    inside('AWS::EKS::Cluster', 'clusterName'),
    ofArns('iam:role/', uses('AWS::IAM::Role', 'principalArn')),
    ofArns('iam:user/', uses('AWS::IAM::User', 'principalArn')),
  ],
  details: { AccessPolicies: readAll('ListAssociatedAccessPolicies', NAMED, 'associatedAccessPolicies', { input: { maxResults: 100 } }) },
});
