/**
 * Answers to the calls of one type that nobody wrote: every member of the operation's schema may be there or not, with ordinary and boundary
 * values. A seed and a call determine the answer. Lists have the wanted number of items, in several pages, some of them empty.
 */
import { hash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { NormalizedSchema } from '@smithy/core/schema';
import type { Answerer, CloudCall } from '../../shared/clouds/aws/answerer.ts';
import { schemasIn } from '../../shared/clouds/aws/demo/sdk-shape.ts';
import { memberNames, tokensOf, type OperationSchemas } from '../../shared/clouds/aws/types/operation-schemas.ts';
import { answerOf, put } from '../../shared/clouds/demo/placing.ts';
import { type AnyCall, callsOf, tokenMembersOf } from '../../shared/clouds/types/calls-of.ts';
import type { BatchCall, Item, ListCall, Path, TypeDefinition } from '../../shared/clouds/types/definition.ts';
import { stepsOf, valueAt } from '../../shared/clouds/types/paths.ts';
import { Chance } from '../simulation/chance.ts';
import { GeneratedValues } from './generated-values.ts';
import type { ReadType } from './reading.ts';

export interface Wanted {
  readonly seed: number;
  /** The number of items in each list. */
  readonly items: number;
  /** The probability that a member is there that no definition needs. */
  readonly presence: number;
}

/** So many items a page; the last page has fewer, because a full page without a token would be taken for a cut one. */
const PAGE_SIZE = 90;

export class GeneratedAws implements Answerer {
  readonly #wanted: Wanted;
  readonly #types: readonly TypeDefinition[];
  /** The items of each list, by the operation and the input without page token. */
  readonly #listed = new Map<string, { readonly list: ListCall; readonly items: readonly unknown[] }>();
  readonly #needed: ReadonlySet<string>;
  readonly #service: string;

  constructor({ definition, sdk }: Pick<ReadType, 'definition' | 'sdk'>, wanted: Wanted) {
    this.#wanted = wanted;
    this.#types = [definition, ...parentsOf(definition, sdk.types)];
    this.#needed = neededMembers(this.#types);
    this.#service = sdk.service.id;
  }

  /** The items that the type's own list has shown. */
  get listed(): readonly unknown[] {
    const own = this.#types[0]?.list;
    return [...this.#listed.values()].flatMap(({ list, items }) => (list === own ? items : []));
  }

  async answer(call: CloudCall): Promise<object> {
    const schemas = schemasIn(call);
    const made = this.#types
      .flatMap(callsOf)
      .filter((each) => isThat(each, call))
      .toSorted((a, b) => Object.keys(b.input ?? {}).length - Object.keys(a.input ?? {}).length)[0];
    const values = (key: string): GeneratedValues => this.#values(`${call.operation} ${key}`);
    if (!made) return this.#whole(values(JSON.stringify(call.input)), schemas);
    if (made.kind === 'list') return this.#page(made, call, schemas);
    if (made.kind === 'batch') return this.#batch(made, call, schemas);
    return this.#read(made, call, schemas);
  }

  #values(key: string): GeneratedValues {
    const seed = Number.parseInt(hash('sha256', `${this.#wanted.seed} ${key}`).slice(0, 8), 16) | 0;
    const [needed, { presence }, service] = [this.#needed, this.#wanted, this.#service];
    return new GeneratedValues(new Chance(seed), { needed, presence, key: hash('sha256', key).slice(0, 8), service });
  }

  /** Without page tokens: a read that has no pages would otherwise seem to be cut short. */
  #whole(values: GeneratedValues, { output }: OperationSchemas): object {
    const made = (values.of(output, '') ?? {}) as Record<string, unknown>;
    return Object.fromEntries(Object.entries(made).filter(([name]) => !TOKEN.test(name)));
  }

  #page(list: ListCall, call: CloudCall, schemas: OperationSchemas): object {
    const tokens = tokenPaths(list, schemas);
    const given = tokens.map(([member]) => call.input[member]).find((token) => typeof token === 'string');
    const rest = Object.entries(call.input).filter(([member]) => !tokens.some(([taken]) => taken === member));
    const key = `${call.operation} ${JSON.stringify(rest)}`;
    const items = this.#listed.get(key)?.items ?? (this.#isBelowItself(list, call) ? [] : this.#made(list, key, schemas.output));
    this.#listed.set(key, { list, items });
    const pages = tokens.length === 0 ? [items] : pagesOf(items);
    const at = given === undefined ? 0 : Number(given.split('-').at(-1));
    const page = answerOf(
      [list.items],
      (pages[at] ?? []).map((element) => ({ path: list.items, element })),
    );
    const more = at + 1 < pages.length;
    const truncated = memberNames(schemas.output).includes('IsTruncated') ? { IsTruncated: more } : {};
    const answer = { ...page, ...truncated };
    return more ? (tokens.reduce<unknown>((made, [, path]) => put(made, path, `page-${at + 1}`), answer) as object) : answer;
  }

  /** Whether the list is that of one of its own items: such a tree ends here, because each list would be made with as many items. */
  #isBelowItself(list: ListCall, { input }: CloudCall): boolean {
    const from = Object.entries(list.from ?? {});
    const own = [...this.#listed.values()].flatMap((other) => (other.list === list ? other.items : []));
    return from.length > 0 && own.some((item) => from.every(([member, path]) => valueAt(item, path) === input[member]));
  }

  #made(list: ListCall, key: string, output: NormalizedSchema): readonly unknown[] {
    const schema = elementSchema(output, list.items);
    return Array.from({ length: this.#wanted.items }, (_, i) => this.#values(`${key} ${i}`).of(schema, list.as ?? 'Item'));
  }

  #batch(batch: BatchCall, call: CloudCall, { output }: OperationSchemas): object {
    const ids = (call.input[batch.ids[0]] ?? []) as readonly unknown[];
    const schema = elementSchema(output, batch.items);
    const elements = ids.map((id) => {
      const element = this.#values(`${call.operation} ${String(id)}`).of(schema, 'Item');
      const listed = this.#items().find((item) => valueAt(item, batch.ids[1]) === id);
      return { path: batch.items, element: put(withMembersOf(element, listed), batch.match, id) };
    });
    return answerOf([batch.items], elements);
  }

  #read(read: Exclude<AnyCall, ListCall | BatchCall>, call: CloudCall, schemas: OperationSchemas): object {
    const answer = this.#whole(this.#values(`${call.operation} ${JSON.stringify(call.input)}`), schemas);
    if (read.path === '@' || read.path.includes('[]')) return answer;
    const listed = this.#items().find((item) =>
      Object.entries(read.from ?? {}).every(([member, path]) => /^[$^]/.test(path) || valueAt(item, path) === call.input[member]),
    );
    const values = this.#values(`${call.operation} ${read.path} ${JSON.stringify(call.input)}`);
    const found = valueAt(answer, read.path) ?? values.of(schemaAt(schemas.output, read.path), stepsOf(read.path).at(-1) ?? '');
    return put(answer, read.path, withMembersOf(found, listed)) as object;
  }

  /** Every item that a list has shown, as an item of the type. */
  #items(): readonly Item[] {
    return [...this.#listed.values()].flatMap(
      ({ list: { as }, items }) => (as === undefined ? items : items.map((item) => ({ [as]: item }))) as readonly Item[],
    );
  }
}

/** Whether the definition's call is the one that was made: the same operation, with the definition's fixed input. */
const isThat = (each: AnyCall, { operation, input }: CloudCall): boolean =>
  each.operation === operation && Object.entries(each.input ?? {}).every(([member, value]) => isDeepStrictEqual(input[member], value));

const TOKEN =
  /^(next)?(token|marker|page|pagination|nexttoken|nextmarker|continuationtoken|nextcontinuationtoken|paginationtoken|nextpagetoken|position)$|^IsTruncated$|^hasMore/i;

/**
 * The members that carry page tokens, by the operation's schema: a definition that overlooks them, or names others, loses items. Only where the names in
 * the schema tell nothing, the definition is believed.
 */
function tokenPaths(list: ListCall, { input, output }: OperationSchemas): readonly (readonly [input: string, output: Path])[] {
  const taken = memberNames(input).filter((name) => TAKEN.test(name));
  const given = [
    ...memberNames(output).filter((name) => GIVEN.test(name)),
    ...structMembers(output).flatMap(([name, schema]) =>
      memberNames(schema).flatMap((inner) => (GIVEN.test(inner) ? [`${name}.${inner}`] : [])),
    ),
  ];
  if (taken.length === 1 && given.length === 1) return [[taken[0]!, given[0]!]];
  return list.pages !== undefined && list.pages !== false ? tokenMembersOf(list.pages) : tokensByName({ input, output });
}

function tokensByName(schemas: OperationSchemas): readonly (readonly [input: string, output: Path])[] {
  const tokens = tokensOf(schemas);
  return tokens ? [tokens] : [];
}

/** Names of members that take a page token, and of members that give the next one. */
const TAKEN = /^(next|start)?_?(page|pagination|continuation)?_?(token|marker)$|^position$|^ExclusiveStart/i;
const GIVEN = /^next_?(page|continuation)?_?(token|marker)$|^(pagination|continuation|page)?_?(token|marker)$|^position$|^LastEvaluated/i;

const structMembers = (schema: NormalizedSchema): readonly (readonly [string, NormalizedSchema])[] =>
  [...schema.structIterator()].filter(([, member]) => member.isStructSchema());

/** An empty page first, full pages with an empty one among them, and a last one that is not full. */
function pagesOf(items: readonly unknown[]): readonly (readonly unknown[])[] {
  const pages: (readonly unknown[])[] = [[]];
  for (let at = 0; at < items.length; at += PAGE_SIZE) pages.push(items.slice(at, at + PAGE_SIZE), []);
  return pages;
}

function parentsOf(type: TypeDefinition, types: readonly TypeDefinition[]): readonly TypeDefinition[] {
  const parent = types.find((each) => each.type === type.parents);
  return parent ? [parent, ...parentsOf(parent, types)] : [];
}

/** A described item repeats the members of the listed one. */
function withMembersOf(value: unknown, listed: Item | undefined): unknown {
  if (!listed || value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  const shared = Object.entries(listed).filter(([name, member]) => typeof member === 'string' && name in value);
  return { ...value, ...Object.fromEntries(shared) };
}

function schemaAt(output: NormalizedSchema, path: Path): NormalizedSchema {
  return stepsOf(path).reduce<NormalizedSchema>(
    (schema, step) => (step === '[]' || step === '*' ? schema.getValueSchema() : schema.getMemberSchema(step)),
    output,
  );
}

const elementSchema = (output: NormalizedSchema, path: Path): NormalizedSchema => {
  const schema = schemaAt(output, path);
  return schema.isListSchema() || schema.isMapSchema() ? schema.getValueSchema() : schema;
};

/** The names of members by which definitions identify items or make further calls; every generated structure has them. */
function neededMembers(types: readonly TypeDefinition[]): ReadonlySet<string> {
  const texts = types.flatMap((type) => [
    type.id,
    Object.values(type.inherit ?? {}),
    type.list.kind === 'list' ? Object.values(type.list.from ?? {}) : [],
    ...callsOf(type).map((call) => [Object.values(call.from ?? {}), call.kind === 'batch' ? [call.ids[1], call.match] : []]),
  ]);
  const names = [...JSON.stringify(texts).matchAll(/[A-Za-z][A-Za-z0-9_]*/g)].map(([name]) => name);
  return new Set(names);
}

export const isCounted = ({ definition, sdk }: ReadType): boolean =>
  [definition, ...parentsOf(definition, sdk.types)].every(({ list, only }) => list.kind === 'list' && only === undefined);
