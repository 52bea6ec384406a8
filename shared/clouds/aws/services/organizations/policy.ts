/** The policies of the organization, of each type that is enabled in its root, with their content and what they are attached to. */
import { custom, defineType, paged, read, readAll, relation } from '../../types/define.ts';
import type { CustomContext, Item } from '../../types/definition.ts';
import { PAGE, tagsOfResource } from './service.ts';

export default defineType({
  type: 'AWS::Organizations::Policy',
  kind: 'policy',
  // The list takes the type of the policies, and the root tells which types there are: a list of them here would miss those that AWS adds.
  list: custom(
    {
      policies: paged('ListPolicies', 'Policies', PAGE, { from: { Filter: 'Type' } }),
      roots: paged('ListRoots', 'Roots', PAGE),
    },
    policiesOfEnabledTypes,
  ),
  gone: ['PolicyNotFoundException', 'TargetNotFoundException'],
  id: 'Id',
  nativeId: 'Arn',
  name: 'Name',
  tags: 'Tags',
  details: {
    Content: read('DescribePolicy', { PolicyId: 'Id' }, 'Policy.Content'),
    Targets: readAll('ListTargetsForPolicy', { PolicyId: 'Id' }, 'Targets', { input: PAGE }),
    // The policies of AWS itself cannot be tagged.
    Tags: { ...tagsOfResource, when: { path: 'AwsManaged', not: [true] } },
  },
  documents: ['Content'],
  relationships: [
    {
      ...relation('attached_to', 'AWS::Organizations::Account', 'Targets[].TargetId'),
      byPrefix: { 'r-': 'AWS::Organizations::Root', 'ou-': 'AWS::Organizations::OrganizationalUnit' },
    },
  ],
});

async function* policiesOfEnabledTypes({ all, pages }: CustomContext): AsyncIterable<readonly Item[]> {
  for (const type of enabledTypes(await all('roots'))) yield* pages('policies', { Type: type });
}

const enabledTypes = (roots: readonly Item[]): ReadonlySet<string> =>
  new Set(
    roots.flatMap(({ PolicyTypes }) =>
      Array.isArray(PolicyTypes)
        ? PolicyTypes.flatMap(({ Type }: { readonly Type?: unknown }) => (typeof Type === 'string' ? [Type] : []))
        : [],
    ),
  );
