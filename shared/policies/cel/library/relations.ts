/** Other resources of the same account, by type, by relationship and by id. */
import type { Subject } from '../../evaluation.ts';
import { NotKnown, type Run } from '../run.ts';

const GLOBAL = 'global';

/** What is asked of the resources of one type, prepared once for each list that a scan brings. */
interface Index {
  readonly views: readonly Subject[];
  /** By resource id and by ARN. Ids repeat over regions. */
  readonly byId: ReadonlyMap<string, readonly Subject[]>;
  /** By relation, type and id of what they name; made when first asked for. */
  byTarget?: ReadonlyMap<string, readonly Subject[]>;
}

const indexes = new WeakMap<readonly Subject[], Index>();

export const resourcesOf = (run: Run, type: string): readonly Subject[] => indexOf(run, type).views;

/** Those that the subject's own relationships name. */
export function related(run: Run, relation: string, type: string): readonly Subject[] {
  const { byId } = indexOf(run, type);
  const subject = run.subject!;
  const named = subject.relationships.filter((each) => each.relation === relation && each.type === type);
  return [...new Set(named.flatMap(({ id }) => (byId.get(id) ?? []).filter((other) => canMean(id, subject, other))))];
}

/** Those whose relationships name the subject. */
export function referrers(run: Run, relation: string, type: string): readonly Subject[] {
  const index = indexOf(run, type);
  index.byTarget ??= targets(index.views);
  const subject = run.subject!;
  const ids = subject.arn === null ? [subject.resource_id] : [subject.resource_id, subject.arn];
  const found = ids.flatMap((id) =>
    (index.byTarget!.get(targetKey(relation, subject.type, id)) ?? []).filter((other) => canMean(id, other, subject)),
  );
  return [...new Set(found)];
}

/** Null if there is none. */
export function resourceById(run: Run, type: string, id: string): Subject | null {
  const found = (indexOf(run, type).byId.get(id) ?? []).filter((other) => canMean(id, run.subject!, other));
  return found[0] ?? null;
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
      views,
      byId: grouped(views, ({ resource_id, arn }) => (arn === null || arn === resource_id ? [resource_id] : [resource_id, arn])),
    };
    indexes.set(resources, index);
  }
  return index;
}

const targets = (resources: readonly Subject[]): ReadonlyMap<string, readonly Subject[]> =>
  grouped(resources, ({ relationships }) => relationships.map(({ relation, type, id }) => targetKey(relation, type, id)));

function grouped(resources: readonly Subject[], keys: (resource: Subject) => readonly string[]): ReadonlyMap<string, readonly Subject[]> {
  const groups = new Map<string, Subject[]>();
  for (const resource of resources) {
    for (const key of keys(resource)) {
      const group = groups.get(key);
      if (group) group.push(resource);
      else groups.set(key, [resource]);
    }
  }
  return groups;
}

/** Its unread fields throw when they are read, so that only what depends on them is unknown. */
function guarded(resource: Subject): Subject {
  const unread = Object.entries(resource.unread);
  if (unread.length === 0 && resource.tags !== null) return resource;
  const config = { ...resource.config };
  for (const [field, { permission }] of unread) {
    const path = field.split('.');
    define(config, path, unreadMessage(`${field} of ${resource.resource_id}`, permission), permission);
  }
  const view = { ...resource, config };
  if (resource.tags === null) {
    const permission = resource.unread['Tags']?.permission;
    define(view, ['tags'], unreadMessage(`tags of ${resource.resource_id}`, permission), permission);
  }
  return view;
}

/** Copies what is on the way, so that the row itself stays as it is. */
function define(
  into: Record<string, unknown>,
  [name, ...deeper]: readonly string[],
  message: string,
  permission: string | undefined,
): void {
  const inner = deeper.length > 0 ? into[name!] : undefined;
  if (inner !== null && typeof inner === 'object' && !Array.isArray(inner)) {
    const copy = { ...inner } as Record<string, unknown>;
    into[name!] = copy;
    define(copy, deeper, message, permission);
    return;
  }
  Object.defineProperty(into, name!, {
    enumerable: true,
    get() {
      throw new NotKnown(message, permission);
    },
  });
}

/** `needs s3:GetBucketPolicy (Policy could not be read)` */
export const unreadMessage = (what: string, permission: string | undefined): string =>
  permission === undefined ? `${what} could not be read` : `needs ${permission} (${what} could not be read)`;
