/** Associations of a region: which documents Systems Manager applies to which machines, and when. Their parameters are not read. */
import { arn, defineType, first, paged, read, relation, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::SSM::Association',
  kind: 'settings',
  list: paged('ListAssociations', 'Associations', { MaxResults: 50 }),
  gone: ['InvalidResourceId'],
  id: 'AssociationId',
  nativeId: arn('association/{AssociationId}'),
  name: first('AssociationName', 'Name'),
  tags: 'Tags',
  relationships: [uses('AWS::SSM::Document', 'Name'), relation('manages', 'AWS::SSM::ManagedInstance', 'InstanceId')],
  details: { Tags: read('ListTagsForResource', { ResourceId: 'AssociationId' }, 'TagList', { input: { ResourceType: 'Association' } }) },
  // Each run changes them.
  volatile: ['LastExecutionDate', 'Overview'],
});
