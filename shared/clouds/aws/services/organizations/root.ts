/** The root of the organization, which holds its units and accounts, with the types of policies that are enabled in it. */
import { defineType, paged } from '../../types/define.ts';
import { PAGE, tagsOfResource } from './service.ts';

export default defineType({
  type: 'AWS::Organizations::Root',
  kind: 'organization',
  list: paged('ListRoots', 'Roots', PAGE),
  gone: ['TargetNotFoundException'],
  id: 'Id',
  nativeId: 'Arn',
  name: 'Name',
  tags: 'Tags',
  details: { Tags: tagsOfResource },
});
