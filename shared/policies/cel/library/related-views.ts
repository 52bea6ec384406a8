/** Other resources as expressions see them: what is not known of one throws when it is read, so that only what depends on it is unknown. */
import { ALL_FIELDS } from '../../../clouds/cloud.ts';
import type { Subject } from '../../evaluation.ts';
import { RELATED_FIELDS } from '../resource-fields.ts';
import { NotKnown } from '../run.ts';
import { isTelling } from './relation-fields.ts';

/** Of a stored resource: its unread fields throw, and its relationships, if an unread field may have named something. */
export function guarded(resource: Subject): Subject {
  const unread = Object.entries(resource.unread);
  if (unread.length === 0 && resource.tags !== null) return resource;
  const config = { ...resource.config };
  const view = { ...resource, config };
  for (const [field, { permission }] of unread) {
    const message = unreadMessage(`${fieldText(field)} of ${resource.resource_id}`, permission);
    // What is in the config was read; which of the other names exist is not known here, so that none may be asked for.
    if (field === ALL_FIELDS) define(view, ['config'], message, permission);
    else define(config, field.split('.'), message, permission);
    if (isTelling(resource, field)) define(view, ['relationships'], message, permission);
  }
  if (resource.tags === null) {
    const permission = (resource.unread['Tags'] ?? resource.unread[ALL_FIELDS])?.permission;
    define(view, ['tags'], unreadMessage(`tags of ${resource.resource_id}`, permission), permission);
  }
  return view;
}

/** Stands for a resource that is named and that the inventory does not have: all but its type throws. */
export function unseen(type: string, id: string): Subject {
  const view = { type };
  for (const field of RELATED_FIELDS) if (field !== 'type') define(view, [field], notInInventory(type, id), undefined);
  return view as Subject;
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
    configurable: true,
    enumerable: true,
    get() {
      throw new NotKnown(message, permission);
    },
  });
}

/** `AWS::EC2::SecurityGroup sg-1 is not in the inventory of the account` */
export const notInInventory = (type: string, id: string): string => `${type} ${id} is not in the inventory of the account`;

/** How messages call an unread field. */
export const fieldText = (field: string): string => (field === ALL_FIELDS ? 'the configuration' : field);

/** `needs s3:GetBucketPolicy (Policy could not be read)` */
export const unreadMessage = (what: string, permission: string | undefined): string =>
  permission === undefined ? `${what} could not be read` : `needs ${permission} (${what} could not be read)`;
