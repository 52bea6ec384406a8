/** The title of a notification: one sentence on one line. Names in it are those that customers gave, without characters that control a terminal. */
import { printable } from '../control-characters.ts';
import type { EventType } from '../events/event-types.ts';
import type { MusterEvent } from '../events/event.ts';

/** Longer names are cut; the notification's data have them whole. */
const MAX_NAME = 120;

const short = (text: string): string => {
  const characters = Array.from(printable(text));
  return characters.length > MAX_NAME ? `${characters.slice(0, MAX_NAME).join('')}…` : characters.join('');
};

const named = ({ name, resource_uid }: { readonly name?: string | null | undefined; readonly resource_uid?: string | undefined }): string =>
  short(name ?? resource_uid ?? '');

type Titles = { readonly [T in EventType]: (data: MusterEvent<T>['data']) => string };

const resource = ({ resource_type, name, resource_uid }: MusterEvent<'muster.resource.added'>['data'], what: string): string =>
  `${short(resource_type)} ${named({ name, resource_uid })} was ${what}.`;

const assigned = (data: MusterEvent<'muster.resource.assigned'>['data'], what: string): string => {
  const { account_id, resource_uid, name, customer_id } = data;
  const thing =
    resource_uid === undefined ? `The account ${short(name ?? account_id ?? '')}` : `The resource ${named({ name, resource_uid })}`;
  return `${thing} was ${what} the customer ${short(customer_id)}.`;
};

const finding = ({ title, resource_name, resource_uid, severity }: MusterEvent<'muster.finding.opened'>['data'], what: string): string =>
  `${what} (${severity}): ${short(title)} — ${named({ name: resource_name, resource_uid })}.`;

const managed = ({ manager, name, message }: MusterEvent<'muster.managed.ready'>['data'], what: string): string =>
  `The ${short(manager.replaceAll('_', ' '))} ${short(name)} ${what}: ${short(message)}`;

const TITLES: Titles = {
  'muster.customer.added': ({ name }) => `The customer ${short(name)} was added.`,
  'muster.customer.updated': ({ name }) => `The customer ${short(name)} was changed.`,
  'muster.customer.removed': ({ name }) => `The customer ${short(name)} was removed.`,
  'muster.resource.assigned': (data) => assigned(data, 'given to'),
  'muster.resource.released': (data) => assigned(data, 'taken back from'),
  'muster.resource.added': (data) => resource(data, 'added'),
  'muster.resource.updated': (data) => resource(data, 'changed'),
  'muster.resource.removed': (data) => resource(data, 'removed'),
  'muster.finding.opened': (data) => finding(data, 'Finding opened'),
  'muster.finding.resolved': (data) => finding(data, 'Finding resolved'),
  'muster.finding.reopened': (data) => finding(data, 'Finding reopened'),
  'muster.job.ended': ({ operation, job_id, status, failed, total_accounts }) =>
    `The ${short(operation)} job ${short(job_id)} ended: ${status.replaceAll('_', ' ')}, ${failed} of ${total_accounts} accounts failed.`,
  'muster.account.unreadable': ({ name, account_id, error }) =>
    `The account ${short(name)} (${short(account_id)}) can no longer be read: ${short(error)}`,
  'muster.export.ready': ({ date, exported, accounts }) => `The export of ${date} is ready: ${exported} of ${accounts} accounts.`,
  'muster.managed.requested': (data) => managed(data, 'was asked for'),
  'muster.managed.adopted': (data) => managed(data, 'is managed from now on'),
  'muster.managed.changed': (data) => managed(data, 'was specified anew'),
  'muster.managed.waiting': (data) => managed(data, 'waits'),
  'muster.managed.creation_started': (data) => managed(data, 'is being created'),
  'muster.managed.updating': (data) => managed(data, 'is being changed'),
  'muster.managed.ready': (data) => managed(data, 'is ready'),
  'muster.managed.drifted': (data) => managed(data, 'was changed by others'),
  'muster.managed.unreachable': (data) => managed(data, 'could not be read'),
  'muster.managed.failed': (data) => managed(data, 'has failed'),
  'muster.managed.deletion_requested': (data) => managed(data, 'is to be deleted'),
  'muster.managed.deleting': (data) => managed(data, 'is being deleted'),
  'muster.managed.deleted': (data) => managed(data, 'was deleted'),
  'muster.managed.retained': (data) => managed(data, 'is no longer managed'),
  'muster.managed.operation_requested': (data) => managed(data, 'has an operation to do'),
  'muster.managed.operation_ended': (data) => managed(data, 'has ended an operation'),
};

export function titleOf<T extends EventType>({ type, data }: Pick<MusterEvent<T>, 'type' | 'data'>): string {
  const title: (data: MusterEvent<T>['data']) => string = TITLES[type];
  return title(data);
}
