/** Builders of the parts of type definitions that are the same for every provider. They only build data. */
import type { Relation } from '../relations.ts';
import type { CustomContext, CustomList, Item, JoinCall, ListCall, Path, RelationshipPaths, Text } from './definition.ts';

/** A list that needs code. Say in a comment beside it why data is not enough. */
export const custom = (calls: CustomList['calls'], pages: (context: CustomContext) => AsyncIterable<readonly Item[]>): CustomList => ({
  kind: 'custom',
  calls,
  pages,
});

/** A list that is read once for the whole slice; `on` pairs a path of its elements with a path of the items. */
export const join = (list: ListCall, on: Readonly<Record<string, Path>>, take: Path, options: { readonly many?: true } = {}): JoinCall => {
  const [[element, item] = ['', '']] = Object.entries(on);
  return { kind: 'join', list, on: [element, item], take, ...options };
};

export const tag = (key: string): Text => ({ tag: key });
/** `lastPart('QueueUrl', '/')` → the text after the last slash of `QueueUrl` */
export const lastPart = (path: Path, separator: string): Text => ({ lastPartOf: path, separator });
/** `template('{clusterName}/{addonName}')` → `red/vpc-cni` */
export const template = (text: string): Text => ({ template: text });
export const word = (text: string): Text => ({ word: text });
export const first = (...texts: readonly Text[]): Text => ({ first: texts });

export const relation = (name: Relation, type: string, ...paths: readonly Path[]): RelationshipPaths => ({ relation: name, type, paths });
export const uses = (type: string, ...paths: readonly Path[]): RelationshipPaths => relation('uses', type, ...paths);
export const inside = (type: string, ...paths: readonly Path[]): RelationshipPaths => relation('in', type, ...paths);
export const memberOf = (type: string, ...paths: readonly Path[]): RelationshipPaths => relation('member_of', type, ...paths);
