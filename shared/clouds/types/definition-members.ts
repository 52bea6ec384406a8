/** The members that definitions may have. The generator runs without TypeScript's checks, so a misspelt member has to be found by name. */
import type {
  BatchCall,
  BatchFailures,
  CustomList,
  JoinCall,
  ListCall,
  ReadCall,
  SingleCall,
  Total,
  TypeDefinition,
} from './definition.ts';

export type Members<T> = Readonly<Record<keyof Required<T>, true>>;

const type: Members<TypeDefinition> = {
  type: true,
  kind: true,
  account: true,
  list: true,
  parents: true,
  inherit: true,
  global: true,
  describe: true,
  details: true,
  batch: true,
  joins: true,
  gone: true,
  id: true,
  nativeId: true,
  name: true,
  region: true,
  tags: true,
  relationships: true,
  owner: true,
  failures: true,
  total: true,
  only: true,
  version: true,
  ordered: true,
  volatile: true,
  times: true,
  keepOnly: true,
  drop: true,
  keysOnly: true,
  urls: true,
  documents: true,
};

const call = { kind: true, operation: true, input: true, from: true, permission: true, api: true } as const;
const list: Members<ListCall> = { ...call, items: true, pages: true, as: true, absent: true };
const single: Members<SingleCall> = { ...call, path: true, as: true, absent: true };
const read: Members<ReadCall> = {
  ...call,
  path: true,
  paged: true,
  absent: true,
  emptyIsAbsent: true,
  when: true,
  after: true,
  each: true,
  optional: true,
};
const batch: Members<BatchCall> = { ...call, ids: true, size: true, items: true, match: true, take: true, failures: true, onlySet: true };
const failures: Members<BatchFailures> = { items: true, match: true, reason: true, gone: true, retry: true };
const join: Members<JoinCall> = { kind: true, list: true, on: true, take: true, many: true };
const total: Members<Total> = { call: true, path: true, counts: true };
const custom: Members<CustomList> = { kind: true, calls: true, pages: true };

export const DEFINITION_MEMBERS = { type, list, single, read, batch, failures, join, custom, total };

/** The members of `value` that such a part of a definition cannot have. */
export const unknownMembers = (part: keyof typeof DEFINITION_MEMBERS, value: object): readonly string[] =>
  membersBeside(DEFINITION_MEMBERS[part], value);

/** The members of `value` that are none of `known`. */
export const membersBeside = (known: object, value: object): readonly string[] =>
  Object.keys(value).filter((member) => !Object.hasOwn(known, member));
