/**
 * The canonical form of a resource: the form in which it is hashed, stored and exported, whatever the order of the cloud's answer.
 * Lists are sets, and sorted by content, unless the resource type names them `ordered`. Policy documents are sorted by their meaning.
 */
import { hash } from 'node:crypto';
import type { LocatedResource } from '../clouds/cloud.ts';
import type { ResourceType } from '../clouds/resource-type.ts';
import { canonicalObject, canonicalValue, compareValues, type Json, sortedSet } from './canonical-value.ts';
import type { ResourceState } from './model.ts';
import { canonicalDocument, isPolicyDocument } from './policy-document.ts';

/** Characters; enough to distinguish the times of use of one resource. */
const TIMES_LENGTH = 12;

export interface HashedResource {
  /** In canonical form. */
  readonly resource: LocatedResource;
  /** The part of the config that counts as the resource's state: without volatile members and times of use. */
  readonly steadyConfig: LocatedResource['config'];
  /** SHA-256 of the state, 43 characters of base64url. */
  readonly hash: string;
}

type Rules = Pick<ResourceType, 'ordered' | 'volatile' | 'times'>;

/** The resource type's rules for one member of `config` and for the members below it. */
interface Shape {
  isOrdered: boolean;
  isVolatile: boolean;
  /** Whether this member, or one below it, is volatile. */
  isMoving: boolean;
  readonly members: Map<string, Shape>;
}

/** Puts resources of one type into canonical form. */
export class CanonicalForm {
  readonly #shape: Shape;
  /** The shape in which times of use are not volatile; undefined if the type has none. */
  readonly #timed: Shape | undefined;

  constructor(rules: Rules) {
    this.#shape = shapeOf(rules);
    this.#timed = rules.times.length === 0 ? undefined : shapeOf({ ...rules, times: [] });
  }

  hashed(fetched: LocatedResource): HashedResource {
    const { native_id, name, region } = fetched;
    const config = canonical(fetched.config, this.#shape) as Json;
    const relationships = canonicalValue(fetched.relationships) as LocatedResource['relationships'];
    const tags = canonicalValue(fetched.tags) as LocatedResource['tags'];
    const unread = canonicalValue(fetched.unread) as LocatedResource['unread'];
    const steadyConfig = steady(config, this.#shape) as Json;
    // The members stand in the order of canonical JSON, so that nothing has to be sorted again.
    const state: ResourceState = { config: steadyConfig, name, native_id, region, relationships, tags, unread };
    const source_version = fetched.source_version ?? this.#timesVersion(config);
    return {
      resource: { ...fetched, config, relationships, tags, unread, ...(source_version !== undefined && { source_version }) },
      steadyConfig,
      hash: hash('sha256', JSON.stringify(state), 'base64url'),
    };
  }

  /** Differs whenever a time of use does. The stored row then takes the times, which is no change of the resource. */
  #timesVersion(config: Json): string | undefined {
    if (!this.#timed) return undefined;
    return `times ${hash('sha256', JSON.stringify(steady(config, this.#timed)), 'base64url').slice(0, TIMES_LENGTH)}`;
  }
}

/** The canonical form of a config. */
export const canonicalConfig = (config: Json, rules: Rules): Json => canonical(config, shapeOf(rules)) as Json;

/** The part of `config` that counts as the resource's state: without volatile members and times of use. */
export const steadyConfig = (config: Json, rules: Rules): Json =>
  rules.volatile.length + rules.times.length === 0 ? config : (steady(config, shapeOf(rules)) as Json);

function shapeOf({ ordered, volatile, times }: Rules): Shape {
  const root = newShape();
  for (const path of ordered) placeAt(root, path, false).isOrdered = true;
  for (const path of [...volatile, ...times]) placeAt(root, path, true).isVolatile = true;
  return withEvery(root);
}

/** The shape, in which the rules of `*` hold for the members that have a name as well. */
function withEvery(shape: Shape): Shape {
  const every = shape.members.get('*');
  const members = [...shape.members].map(([name, below]): [string, Shape] => [
    name,
    withEvery(every && name !== '*' ? union(below, every) : below),
  ]);
  return { ...shape, members: new Map(members) };
}

function union(a: Shape, b: Shape): Shape {
  const names = new Set([...a.members.keys(), ...b.members.keys()]);
  const members = [...names].map((name): [string, Shape] => {
    const [ofA, ofB] = [a.members.get(name), b.members.get(name)];
    return [name, ofA && ofB ? union(ofA, ofB) : ((ofA ?? ofB) as Shape)];
  });
  return {
    isOrdered: a.isOrdered || b.isOrdered,
    isVolatile: a.isVolatile || b.isVolatile,
    isMoving: a.isMoving || b.isMoving,
    members: new Map(members),
  };
}

const newShape = (): Shape => ({ isOrdered: false, isVolatile: false, isMoving: false, members: new Map() });

function placeAt(root: Shape, path: string, isMoving: boolean): Shape {
  let shape = root;
  shape.isMoving ||= isMoving;
  // `A[].B` means the same as `A.B`, because rules apply to every element of a list.
  for (const name of path.replaceAll('[]', '').split('.')) {
    const below = shape.members.get(name) ?? newShape();
    shape.members.set(name, below);
    below.isMoving ||= isMoving;
    shape = below;
  }
  return shape;
}

/** `*` in a path stands for every member of a map, those that another path names included. */
const memberOf = ({ members }: Shape, name: string): Shape | undefined => members.get(name) ?? members.get('*');

function canonical(value: unknown, shape: Shape | undefined): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return canonicalList(value, shape);
  if (isPolicyDocument(value as Json)) return canonicalDocument(value as Json);
  return canonicalObject(value as Json, (name, member) => canonical(member, shape && memberOf(shape, name)));
}

function canonicalList(list: readonly unknown[], shape: Shape | undefined): unknown {
  const copy = list.map((element) => canonical(element, shape));
  if (copy.length < 2 || shape?.isOrdered) return copy;
  return shape?.isMoving ? sortedBySteadyContent(copy, shape) : sortedSet(copy);
}

/** Sorts by the content that counts as state. Volatile content decides only between elements that are otherwise equal. */
function sortedBySteadyContent(list: readonly unknown[], shape: Shape): readonly unknown[] {
  return list
    .map((element) => ({ element, content: steady(element, shape) }))
    .toSorted((a, b) => compareValues(a.content, b.content) || compareValues(a.element, b.element))
    .map(({ element }) => element);
}

/** Keeps the order of members and elements. Parts without volatile members are not copied. */
function steady(value: unknown, shape: Shape | undefined): unknown {
  if (!shape?.isMoving || value === null) return value;
  if (Array.isArray(value)) return value.map((element) => steady(element, shape));
  if (typeof value !== 'object') return value;
  return canonicalObject(value as Json, (name, member) => {
    const below = memberOf(shape, name);
    return below?.isVolatile ? undefined : steady(member, below);
  });
}
