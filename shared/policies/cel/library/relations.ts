/** Other resources of the same account, by type, by relationship and by id. */
import type { Subject } from '../../evaluation.ts';
import { NotKnown, type Run } from '../run.ts';
import { fieldText, guarded, notInInventory, unreadMessage, unseen } from './related-views.ts';
import { isToldBy } from './relation-fields.ts';

const GLOBAL = 'global';

/** What is asked of the resources of one type, prepared once for each list that a scan brings. */
interface Index {
  readonly resources: readonly Subject[];
  /** The same, in the same order, as expressions see them. */
  readonly views: readonly Subject[];
  /** By resource id and by ARN. Ids repeat over regions. */
  readonly byId: ReadonlyMap<string, readonly Subject[]>;
  /** By relation, type and id of what they name; made when first asked for. */
  byTarget?: ReadonlyMap<string, readonly Subject[]>;
  /** By relation and type of what they name: why it is not known of each of them what it names; undefined if it is. */
  readonly untold: Map<string, NotKnown | undefined>;
}

const indexes = new WeakMap<readonly Subject[], Index>();

export const resourcesOf = (run: Run, type: string): readonly Subject[] => indexOf(run, type).views;

/**
 * Those that the subject's own relationships name. One that the inventory does not have, of another account or newer
 * than the inventory, is there as well, and nothing is known of it.
 * @throws NotKnown if the field that would name them could not be read
 */
export function related(run: Run, relation: string, type: string): readonly Subject[] {
  const { byId } = indexOf(run, type);
  const subject = run.subject!;
  const untold = untoldOf(subject, relation, type);
  if (untold) throw untold;
  const named = subject.relationships.filter((each) => each.relation === relation && each.type === type);
  const ids = [...new Set(named.map(({ id }) => id))];
  const found = ids.flatMap((id) => {
    const meant = (byId.get(id) ?? []).filter((other) => canMean(id, subject, other));
    return meant.length > 0 ? meant : [unseen(type, id)];
  });
  return [...new Set(found)];
}

/**
 * Those whose relationships name the subject.
 * @throws NotKnown if a field that may name it could not be read
 */
export function referrers(run: Run, relation: string, type: string): readonly Subject[] {
  const index = indexOf(run, type);
  const subject = run.subject!;
  const key = targetKey(relation, subject.type, '');
  if (!index.untold.has(key)) index.untold.set(key, firstUntold(index.resources, relation, subject.type));
  const untold = index.untold.get(key);
  if (untold) throw untold;
  index.byTarget ??= targets(index);
  const ids = subject.native_id === null ? [subject.resource_id] : [subject.resource_id, subject.native_id];
  const found = ids.flatMap((id) =>
    (index.byTarget!.get(targetKey(relation, subject.type, id)) ?? []).filter((other) => canMean(id, other, subject)),
  );
  return [...new Set(found)];
}

/** @throws NotKnown if the inventory has none: it may be of another account, or newer than the inventory */
export function resourceById(run: Run, type: string, id: string): Subject {
  const found = (indexOf(run, type).byId.get(id) ?? []).find((other) => canMean(id, run.subject!, other));
  if (!found) throw new NotKnown(notInInventory(type, id));
  return found;
}

/** Why it is not known what the resource names by the relation, if it is not. */
function untoldOf(resource: Subject, relation: string, target: string): NotKnown | undefined {
  for (const field in resource.unread) {
    if (!isToldBy(resource, field, relation, target)) continue;
    const { permission } = resource.unread[field]!;
    return new NotKnown(unreadMessage(`${fieldText(field)} of ${resource.resource_id}`, permission), permission);
  }
  return undefined;
}

function firstUntold(resources: readonly Subject[], relation: string, target: string): NotKnown | undefined {
  for (const resource of resources) {
    const untold = untoldOf(resource, relation, target);
    if (untold) return untold;
  }
  return undefined;
}

/** A plain id names something of the same region, or of none; an ARN says where itself. */
const canMean = (id: string, from: Subject, to: Subject): boolean =>
  id.startsWith('arn:') || from.region === to.region || from.region === GLOBAL || to.region === GLOBAL;

const targetKey = (relation: string, type: string, id: string): string => `${relation}|${type}|${id}`;

/** @throws NotKnown if the inventory has not seen the type whole */
function indexOf(run: Run, type: string): Index {
  const resources = run.resources!.ofType(type);
  if ('not_whole' in resources) throw new NotKnown(resources.not_whole);
  let index = indexes.get(resources);
  if (!index) {
    const views = resources.map(guarded);
    index = {
      resources,
      views,
      untold: new Map(),
      byId: grouped(views, ({ resource_id, native_id }) =>
        native_id === null || native_id === resource_id ? [resource_id] : [resource_id, native_id],
      ),
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
