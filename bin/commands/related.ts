/** `muster resources related` and `path`: what resources use, what uses them, and how one is connected with another. */
import type { Command } from 'commander';
import { RELATIONS } from '../../shared/clouds/relations.ts';
import { KINDS } from '../../shared/clouds/resource-type.ts';
import type { ApiClient } from './api-client.ts';
import { contextOf, LIMIT, listOption, type Surroundings } from './context.ts';
import { below, counted, type Output, printable, whole } from './output.ts';
import { accountOption, idNamed, NAMED, pathOf, type Place, REGION, TYPE } from './resource-names.ts';
import type { PathBetween, Related, RelatedResource, Resource } from './shapes.ts';

interface RelatedOptions extends Place {
  readonly depth?: string;
  readonly relation?: readonly string[];
  readonly kind?: readonly string[];
  readonly limit?: number;
}

/** The word in the place of the target of a relationship that leads to no stored resource. */
const NOWHERE = 'not in the inventory';

export function addRelated(resources: Command, surroundings: Surroundings): void {
  resources
    .command('related')
    .description('list what a resource uses and what uses it, in all accounts')
    .argument(...NAMED)
    .addOption(accountOption())
    .option(...TYPE)
    .option(...REGION)
    .option('--depth <n>', 'how many relationships away a resource may be, at most 5 (default: 1)')
    .addOption(listOption('--relation <kinds>', 'follow relationships of these kinds only', RELATIONS))
    .addOption(listOption('--kind <kinds>', 'show resources of these kinds only', KINDS))
    .option(...LIMIT)
    .action(async (named: string, { depth, relation, kind, limit, ...place }: RelatedOptions, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      const id = await idNamed(named, place, api);
      const related = await api.call<Related>(`${pathOf(id)}/related`, { query: { depth, relation, kind, limit } });
      const names = new Map(related.resources.map((each) => [each.id, labelOf(each)]));
      await output.list(
        related.relationships,
        {
          resource: ({ source }) => names.get(source) ?? ownIdOf(source),
          relation: whole(({ relation: of }) => of),
          target: ({ target, target_id }) => (target === null ? target_id : (names.get(target) ?? ownIdOf(target))),
          found: whole(({ target }) => (target === null ? NOWHERE : 'yes')),
          ids: below(({ source, target }) => (target === null ? source : `${source} → ${target}`)),
        },
        relation === undefined && kind === undefined
          ? 'It uses nothing that is known, and nothing uses it.'
          : 'By this relation or kind, it uses nothing and nothing uses it; without --relation and --kind there may be more.',
      );
      for (const note of notesOf(related)) surroundings.stderr.write(`${printable(note)}\n`);
    });

  resources
    .command('path')
    .description('find the shortest path from one resource to another, over relationships in both directions')
    .argument('<from>', NAMED[1])
    .argument('<to>', 'the same of the other resource')
    .addOption(accountOption())
    .action(async (from: string, to: string, place: Place, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      const [start, goal] = [await idNamed(from, place, api), await idNamed(to, place, api)];
      const path = await api.call<PathBetween>('path', { query: { from: start, to: goal } });
      if (output.json) return output.document(path);
      const notes = notesOf(path);
      if (path.found) await printPath(path, output);
      else output.say(notes.length === 0 ? 'No path connects them.' : 'No path was found, but there may be one.');
      for (const note of notes) surroundings.stderr.write(`${printable(note)}\n`);
    });
}

/** The direct relationships of a resource in use, for `resources show`. */
export async function directLinks(api: ApiClient, { id, is_last }: Pick<Resource, 'id' | 'is_last'>) {
  if (is_last === 0) return undefined;
  const related = await api.call<Related>(`${pathOf(id)}/related`, { query: { limit: MOST_SHOWN } });
  return {
    uses: related.relationships
      .filter(({ source }) => source === id)
      .map(({ relation, target_type, target_id, target }) => ({ relation, target_type, target_id, resource: target })),
    used_by: related.relationships.filter(({ target }) => target === id).map(({ relation, source }) => ({ relation, resource: source })),
    notes: notesOf(related),
  };
}
const MOST_SHOWN = 1000;

/** Sentences about what the answer may lack. */
const notesOf = ({ cut, unread }: Pick<Related, 'cut' | 'unread'>): readonly string[] => [
  ...(cut === null ? [] : [cut]),
  ...(unread.length === 0
    ? []
    : [
        `${counted(unread.length, 'resource')} may have further relationships, because fields could not be read: ${unread[0]!.id} (${unread[0]!.fields.join(', ')})${unread.length > 1 ? ', …' : ''}`,
      ]),
];

const labelOf = ({ name, id }: RelatedResource): string => name ?? ownIdOf(id);

/** The last part of an id: a resource that --kind leaves out of the answer is known by its id alone. */
const ownIdOf = (id: string): string => id.split('@').slice(3).join('@');

async function printPath({ from, steps }: PathBetween, output: Output): Promise<void> {
  const rows = [
    { step: '', resource: from },
    ...steps.map(({ direction, relation, resource }) => ({ step: `${DIRECTIONS[direction]} ${relation}`, resource })),
  ];
  await output.list(
    rows,
    {
      step: whole(({ step }) => step),
      name: ({ resource }) => labelOf(resource),
      type: ({ resource }) => resource.type,
      account: ({ resource }) => resource.account_id,
      id: whole(({ resource }) => resource.id),
    },
    '',
  );
}

/** The arrow goes from the resource that has the relationship to the one that it names. */
const DIRECTIONS = { uses: '→', used_by: '←' } as const;
