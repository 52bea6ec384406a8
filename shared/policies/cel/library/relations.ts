/** Looks up other resources of the same account by type, by relationship and by id. */
import type { Relationship } from '../../../clouds/cloud.ts';
import type { Subject } from '../../evaluation.ts';
import { NotKnown, type Run } from '../run.ts';
import { aliasTypes, mayHideReference } from './relation-fields.ts';
import { fieldText, notInInventory, relatedViewOf, unreadMessage, unseen } from './views.ts';

const GLOBAL = 'global';
/** The relation of a resource with other names of its own: a key with its aliases. A reference to such a name means the resource. */
const KNOWN_AS = 'known_as';

/** The resources of one type, indexed once for each list that a scan loads. */
interface Index {
  readonly resources: readonly Subject[];
  /** The same resources in the same order, as expressions see them. */
  readonly views: readonly Subject[];
  /** Views by resource id, by native id (an ARN) and by other names. Resources in different regions may have the same id. */
  readonly byId: ReadonlyMap<string, readonly Subject[]>;
  /** Views by the relation, type and id of the resources that they name; built at the first use. */
  byTarget?: ReadonlyMap<string, readonly Subject[]>;
  /** By relation and type: the error if it is not known which resources of the type one of these names; undefined if it is known of all. */
  readonly unknownTargets: Map<string, NotKnown | undefined>;
}

const indexes = new WeakMap<readonly Subject[], Index>();

export const resourcesOf = (run: Run, type: string): readonly Subject[] => indexOf(run, type).views;

/**
 * The resources that the subject's relationships name. One that the inventory does not have, because it is of another
 * account or newer than the inventory, is in the list as a resource whose fields are not known.
 * @throws NotKnown if the field that would name them could not be read
 */
export function related(run: Run, relation: string, type: string): readonly Subject[] {
  const { byId } = indexOf(run, type);
  const subject = run.subject!;
  const unknown = unknownTarget(subject, relation, type);
  if (unknown) throw unknown;
  const aliases = aliasTypes(type);
  const named = subject.relationships.filter((each) => each.relation === relation && (each.type === type || aliases.includes(each.type)));
  const ids = [...new Set(named.map(({ id }) => id))];
  const found = ids.flatMap((id) => {
    const meant = (byId.get(id) ?? []).filter((other) => canMean(id, subject, other));
    return meant.length > 0 ? meant : [unseen(type, id)];
  });
  return [...new Set(found)];
}

/**
 * The resources whose relationships name the subject.
 * @throws NotKnown if a field that may name it could not be read
 */
export function referrers(run: Run, relation: string, type: string): readonly Subject[] {
  const index = indexOf(run, type);
  const subject = run.subject!;
  const key = targetKey(relation, subject.type, '');
  if (!index.unknownTargets.has(key)) index.unknownTargets.set(key, firstUnknownTarget(index.resources, relation, subject.type));
  const unknown = index.unknownTargets.get(key);
  if (unknown) throw unknown;
  index.byTarget ??= targets(index);
  const byTarget = index.byTarget;
  throwIfAliasUnknown(index, relation, subject);
  const names = [
    { type: subject.type, id: subject.resource_id },
    ...(subject.native_id === null ? [] : [{ type: subject.type, id: subject.native_id }]),
    ...aliasesOf(subject),
  ];
  const found = names.flatMap(({ type: named, id }) =>
    (byTarget.get(targetKey(relation, named, id)) ?? []).filter((other) => canMean(id, other, subject)),
  );
  return [...new Set(found)];
}

const aliasesOf = ({ relationships }: Subject): readonly Relationship[] => relationships.filter(({ relation }) => relation === KNOWN_AS);

/** @throws NotKnown if the subject's other names could not be read, and some resource names something by such a name */
function throwIfAliasUnknown({ resources }: Index, relation: string, subject: Subject): void {
  for (const alias of aliasTypes(subject.type)) {
    const unknown = unknownTarget(subject, KNOWN_AS, alias);
    if (unknown && resources.some((each) => each.relationships.some((other) => other.relation === relation && other.type === alias)))
      throw unknown;
  }
}

/** @throws NotKnown if the inventory has no such resource: it may be of another account, or newer than the inventory */
export function resourceById(run: Run, type: string, id: string): Subject {
  const found = (indexOf(run, type).byId.get(id) ?? []).find((other) => canMean(id, run.subject!, other));
  if (!found) throw new NotKnown(notInInventory(type, id));
  return found;
}

/** The error if an unread field may name a resource of type `target` by the relation; undefined if none may. */
function unknownTarget(resource: Subject, relation: string, target: string): NotKnown | undefined {
  for (const field in resource.unread) {
    if (!mayHideReference(resource, field, relation, target)) continue;
    const why = resource.unread[field]!;
    return new NotKnown(unreadMessage(`${fieldText(field)} of ${resource.resource_id}`, why), why.permission);
  }
  return undefined;
}

function firstUnknownTarget(resources: readonly Subject[], relation: string, target: string): NotKnown | undefined {
  for (const resource of resources) {
    const unknown = unknownTarget(resource, relation, target);
    if (unknown) return unknown;
  }
  return undefined;
}

/** A native id, or an ARN of another name, names one resource wherever it is; a plain id names a resource of the same region or a global one. */
const canMean = (id: string, from: Subject, to: Subject): boolean =>
  id === to.native_id || IN_EVERY_REGION.test(id) || from.region === to.region || from.region === GLOBAL || to.region === GLOBAL;

/** ARNs, ids of Azure Resource Manager and OCIDs: no other resource has the same, wherever it is. */
const IN_EVERY_REGION = /^(?:arn:|\/|ocid1\.)/;

const targetKey = (relation: string, type: string, id: string): string => `${relation}|${type}|${id}`;

/** @throws NotKnown if the inventory of the type is not whole */
function indexOf(run: Run, type: string): Index {
  const resources = run.resources!.ofType(type);
  if ('not_whole' in resources) throw new NotKnown(resources.not_whole);
  let index = indexes.get(resources);
  if (!index) {
    const views = resources.map(relatedViewOf);
    index = {
      resources,
      views,
      unknownTargets: new Map(),
      byId: grouped(views, ({ resource_id, native_id }, at) => [
        ...new Set([resource_id, ...(native_id === null ? [] : [native_id]), ...aliasesOf(resources[at]!).map(({ id }) => id)]),
      ]),
    };
    indexes.set(resources, index);
  }
  return index;
}

const targets = ({ resources, views }: Index): ReadonlyMap<string, readonly Subject[]> =>
  grouped(views, (_, index) => resources[index]!.relationships.map(({ relation, type, id }) => targetKey(relation, type, id)));

function grouped(
  views: readonly Subject[],
  keys: (view: Subject, index: number) => readonly string[],
): ReadonlyMap<string, readonly Subject[]> {
  const groups = new Map<string, Subject[]>();
  for (const [index, resource] of views.entries()) {
    for (const key of keys(resource, index)) {
      const group = groups.get(key);
      if (group) group.push(resource);
      else groups.set(key, [resource]);
    }
  }
  return groups;
}
