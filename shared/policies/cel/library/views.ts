/** Resources as expressions see them: a field that is not known throws when it is read, so only verdicts that depend on it are unknown. */
import { ALL_FIELDS, hasFailed, type UnreadField } from '../../../clouds/cloud.ts';
import type { Subject } from '../../evaluation.ts';
import { segmentsOf } from '../../known-fields.ts';
import { readable, unwrapped } from '../maps.ts';
import { RELATED_FIELDS } from '../resource-fields.ts';
import { NotKnown } from '../run.ts';
import { mayHideAnyReference } from './relation-fields.ts';
import { type UnknownPath, withUnknown } from './unknown-members.ts';

/** The subject of an evaluation. */
export const viewOf = (resource: Subject): Subject => cached(subjects, resource, '');

/** Another resource. Messages name it, and its relationships throw if an unread field may have named one. */
export const relatedViewOf = (resource: Subject): Subject => cached(others, resource, ` of ${resource.resource_id}`);

const subjects = new WeakMap<Subject, Subject>();
const others = new WeakMap<Subject, Subject>();

function cached(views: WeakMap<Subject, Subject>, resource: Subject, named: string): Subject {
  let view = views.get(resource);
  if (!view) views.set(resource, (view = made(resource, named)));
  return view;
}

/** The resource itself if all of it is known and the CEL library can read it. */
function made(resource: Subject, named: string): Subject {
  const { unread } = resource;
  const config = readable(resource.config) as Subject['config'];
  const tags = readable(resource.tags) as Subject['tags'];
  const fields = Object.keys(unread);
  if (fields.length === 0 && tags !== null)
    return config === resource.config && tags === resource.tags ? resource : { ...resource, config, tags };

  const errorOf = (field: string, why: UnreadField | undefined): NotKnown =>
    new NotKnown(unreadMessage(`${fieldText(field)}${named}`, why), why?.permission);
  const paths = fields
    .filter((field) => field !== ALL_FIELDS)
    .map((field): UnknownPath => ({ segments: segmentsOf(field), error: errorOf(field, unread[field]) }));
  const rest = Object.hasOwn(unread, ALL_FIELDS) ? errorOf(ALL_FIELDS, unread[ALL_FIELDS]) : undefined;
  const view = { ...resource, tags, config: withUnknown(config, paths, rest) as Subject['config'] };
  const hiding = fields.find((field) => mayHideAnyReference(resource, field));
  if (hiding !== undefined) defineUnknown(view, 'relationships', errorOf(hiding, unread[hiding]));
  if (tags === null) defineUnknown(view, 'tags', errorOf('tags', unread['Tags'] ?? unread[ALL_FIELDS]));
  return view;
}

/** Stands for a resource that a relationship names and the inventory does not have: every field except its type throws NotKnown. */
export function unseen(type: string, id: string): Subject {
  const view = { type };
  for (const field of RELATED_FIELDS) if (field !== 'type') defineUnknown(view, field, new NotKnown(notInInventory(type, id)));
  return view as Subject;
}

/** Makes reads of the field throw. */
function defineUnknown(view: object, field: string, error: NotKnown): void {
  Object.defineProperty(view, field, {
    configurable: true,
    enumerable: true,
    get() {
      throw error;
    },
  });
}

/**
 * The members, or the elements, of a field that every resource of the type has.
 * @throws NotKnown if the provider did not return the field, or returned null
 */
export function contentOf({ type, resource_id, config }: Subject, field: string): object {
  const value = unwrapped(config[field]);
  if (value === null || typeof value !== 'object') throw new NotKnown(`${type} ${resource_id} has no ${field}`);
  return value;
}

/** `AWS::EC2::SecurityGroup sg-1 is not in the inventory of the account` */
export const notInInventory = (type: string, id: string): string => `${type} ${id} is not in the inventory of the account`;

/** The name of an unread field in messages. */
export const fieldText = (field: string): string => (field === ALL_FIELDS ? 'the configuration' : field);

/** `needs s3:GetBucketPolicy (Policy could not be read)` */
export function unreadMessage(what: string, why: UnreadField | undefined): string {
  if (why && !hasFailed(why)) return `${what} was not asked for; run with --details all, or set MUSTER_DETAILS=all on the platform`;
  return why?.permission === undefined ? `${what} could not be read` : `needs ${why.permission} (${what} could not be read)`;
}
