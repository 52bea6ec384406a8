/** Other resources as expressions see them: a field that is not known throws when it is read, so only verdicts that depend on it are unknown. */
import { ALL_FIELDS, hasFailed, type UnreadField } from '../../../clouds/cloud.ts';
import type { Subject } from '../../evaluation.ts';
import { RELATED_FIELDS } from '../resource-fields.ts';
import { NotKnown } from '../run.ts';
import { mayHideAnyReference } from './relation-fields.ts';

/** A view of a stored resource whose unread fields throw NotKnown, and so do its relationships if an unread field may have named a resource. */
export function guarded(resource: Subject): Subject {
  const unread = Object.entries(resource.unread);
  if (unread.length === 0 && resource.tags !== null) return resource;
  const config = { ...resource.config };
  const view = { ...resource, config };
  for (const [field, why] of unread) {
    const { permission } = why;
    const message = unreadMessage(`${fieldText(field)} of ${resource.resource_id}`, why);
    // Fields that are in the config were read, but which other fields exist is not known here, so every read of the config throws.
    if (field === ALL_FIELDS) define(view, ['config'], message, permission);
    else define(config, field.split('.'), message, permission);
    if (mayHideAnyReference(resource, field)) define(view, ['relationships'], message, permission);
  }
  if (resource.tags === null) {
    const why = resource.unread['Tags'] ?? resource.unread[ALL_FIELDS];
    define(view, ['tags'], unreadMessage(`tags of ${resource.resource_id}`, why), why?.permission);
  }
  return view;
}

/** Stands for a resource that a relationship names and the inventory does not have: every field except its type throws NotKnown. */
export function unseen(type: string, id: string): Subject {
  const view = { type };
  for (const field of RELATED_FIELDS) if (field !== 'type') define(view, [field], notInInventory(type, id), undefined);
  return view as Subject;
}

/** Makes reads of the field at a path throw NotKnown. Objects on the path are copied, so that the stored row does not change. */
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
    configurable: true,
    enumerable: true,
    get() {
      throw new NotKnown(message, permission);
    },
  });
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
