/** The organizational units below the root, at every depth. */
import { custom, defineType, inside, paged } from '../../types/define.ts';
import type { CustomContext, Item } from '../../types/definition.ts';
import { PAGE, parentsOfChild, tagsOfResource } from './service.ts';

export default defineType({
  type: 'AWS::Organizations::OrganizationalUnit',
  kind: 'organization',
  // Units are in units, and a definition cannot name its own type as that of its parents.
  list: custom(
    {
      units: paged('ListOrganizationalUnitsForParent', 'OrganizationalUnits', PAGE, { from: { ParentId: 'Id' } }),
      roots: paged('ListRoots', 'Roots', PAGE),
    },
    unitsOfEveryDepth,
  ),
  gone: ['ChildNotFoundException', 'ParentNotFoundException', 'TargetNotFoundException'],
  id: 'Id',
  nativeId: 'Arn',
  name: 'Name',
  tags: 'Tags',
  details: { Parents: parentsOfChild, Tags: tagsOfResource },
  relationships: [{ ...inside('AWS::Organizations::OrganizationalUnit', 'Parents[].Id'), byPrefix: { 'r-': 'AWS::Organizations::Root' } }],
});

async function* unitsOfEveryDepth({ all }: CustomContext): AsyncIterable<readonly Item[]> {
  let parents = await all('roots');
  while (parents.length > 0) {
    const units: Item[] = [];
    for (const parent of parents) {
      const children = await all('units', parent);
      yield children;
      units.push(...children);
    }
    parents = units;
  }
}
