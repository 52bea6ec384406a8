/**
 * The types of events that Muster sends, with what each of them says. docs/events.md has them as a table, which a test compares with
 * this one. A member is only ever added: subscribers rely on those that are here.
 */
import { z } from 'zod';
import { SEVERITIES, type Severity } from '../severity.ts';

/** Findings of this severity, and of graver ones, cause events, unless the deployment says otherwise. */
export const DEFAULT_EVENT_SEVERITY: Severity = 'high';

/** The most characters of a text that comes from a cloud or from a person, so that an event fits into a message of SNS. */
const MAX_TEXT = 1_000;

/** Names of customers' resources are hostile input: they may be long, and need not be well-formed Unicode. */
const text = z.string().overwrite((value) => value.slice(0, MAX_TEXT).toWellFormed());
const count = z.number().int().nonnegative();

const customer = z.object({ customer_id: text, name: text });

/** `version` is that of the resource's row: the history has the change under it. */
const resource = z.object({
  resource_uid: text,
  resource_type: text,
  name: text.nullable(),
  region: text,
  account_id: text,
  version: z.number().int().positive(),
});

/** An asset that was given to a customer, or taken back: a resource, or a whole account. */
const assignment = z.object({
  customer_id: text,
  resource_uid: text.optional(),
  account_id: text.optional(),
  name: text.nullable().optional(),
  /** The customer that had it before, or has it now, if it went from one to the other. */
  transferred_from: text.optional(),
  transferred_to: text.optional(),
});

const finding = z.object({
  finding_id: text,
  account_id: text,
  policy_id: text,
  title: text,
  severity: z.enum(SEVERITIES),
  resource_uid: text,
  resource_type: text,
  resource_name: text.nullable(),
  region: text,
  /** Why the finding's status changed: `failed`, `fixed`, `resource_deleted`, … */
  reason: text,
});

/** A managed resource. `event` is `<its type>.<what happened>`: `database.ready`. */
const managed = z.object({
  managed_id: text,
  event: text,
  manager: text,
  name: text,
  account_id: text,
  region: text,
  generation: z.number().int().positive(),
  message: text,
  /** Of a drift: a JSON Patch (RFC 6902) that turns what is specified into what is there. Absent if it is too long for an event. */
  patch: z.array(z.object({ op: z.enum(['add', 'replace', 'remove']), path: text, value: z.unknown().optional() })).optional(),
  /** Of an operation. */
  operation: text.optional(),
  operation_id: text.optional(),
});

const MANAGED_SUBJECT = 'managed id';

interface EventTypeDefinition {
  /** The kind of thing that the event's `subject` names. */
  readonly subject: string;
  /** When Muster sends it: one sentence. */
  readonly when: string;
  /** Who is notified of an event that has an owner: `owner`, the customer alone, or `both`, the customer and the operators. Without an owner, operators are. */
  readonly recipients: 'owner' | 'both';
  readonly data: z.ZodType;
}

export const EVENT_TYPES = {
  'muster.customer.added': { subject: 'customer id', when: 'A customer was added.', recipients: 'both', data: customer },
  'muster.customer.updated': { subject: 'customer id', when: 'A customer was changed.', recipients: 'both', data: customer },
  'muster.customer.removed': { subject: 'customer id', when: 'A customer was removed.', recipients: 'both', data: customer },
  'muster.resource.assigned': {
    subject: 'resource uid, or account id',
    when: 'A resource, or a whole account, was given to a customer.',
    recipients: 'both',
    data: assignment,
  },
  'muster.resource.released': {
    subject: 'resource uid, or account id',
    when: 'A resource, or a whole account, was taken back from a customer.',
    recipients: 'both',
    data: assignment,
  },
  'muster.resource.added': {
    subject: 'resource uid',
    when: "A resource was registered, or an inventory found a new resource of a customer's.",
    recipients: 'owner',
    data: resource,
  },
  'muster.resource.updated': {
    subject: 'resource uid',
    when: "A registered resource was changed, or an inventory found a change of a customer's resource.",
    recipients: 'owner',
    data: resource,
  },
  'muster.resource.removed': {
    subject: 'resource uid',
    when: "A registered resource was deleted, or an inventory found that a customer's resource is gone.",
    recipients: 'owner',
    data: resource,
  },
  'muster.finding.opened': {
    subject: 'finding id',
    when: 'A resource failed a policy for the first time.',
    recipients: 'both',
    data: finding,
  },
  'muster.finding.resolved': {
    subject: 'finding id',
    when: 'A finding was resolved: the resource was put right or deleted, or the policy no longer applies to it.',
    recipients: 'both',
    data: finding,
  },
  'muster.finding.reopened': {
    subject: 'finding id',
    when: 'A resource failed a policy again after its finding was resolved, or the finding is no longer suppressed.',
    recipients: 'both',
    data: finding,
  },
  'muster.job.ended': {
    subject: 'job id',
    when: 'A job ended.',
    recipients: 'both',
    data: z.object({
      job_id: text,
      operation: text,
      service: text,
      policy: text.optional(),
      status: text,
      total_accounts: count,
      completed: count,
      partial: count,
      failed: count,
    }),
  },
  'muster.account.unreadable': {
    subject: 'account id',
    when: 'An account that Muster could read can no longer be read: its role, or what the role is allowed, was lost.',
    recipients: 'both',
    data: z.object({ account_id: text, name: text, connection_id: text, since: z.string(), error: text }),
  },
  'muster.export.ready': {
    subject: 'date of the export',
    when: 'The export of a date was published, or replaced by a newer one.',
    recipients: 'both',
    data: z.object({ date: z.iso.date(), job_id: text, accounts: count, exported: count, failed: count, files: count }),
  },
  'muster.managed.requested': { subject: MANAGED_SUBJECT, when: 'A managed resource was asked for.', recipients: 'both', data: managed },
  'muster.managed.adopted': {
    subject: MANAGED_SUBJECT,
    when: 'An existing resource was taken under management.',
    recipients: 'both',
    data: managed,
  },
  'muster.managed.changed': {
    subject: MANAGED_SUBJECT,
    when: 'The specification of a managed resource was changed.',
    recipients: 'both',
    data: managed,
  },
  'muster.managed.waiting': {
    subject: MANAGED_SUBJECT,
    when: 'A managed resource waits for those that it depends on.',
    recipients: 'both',
    data: managed,
  },
  'muster.managed.creation_started': {
    subject: MANAGED_SUBJECT,
    when: 'The creation of a managed resource was begun.',
    recipients: 'both',
    data: managed,
  },
  'muster.managed.updating': {
    subject: MANAGED_SUBJECT,
    when: 'A managed resource is being changed, or replaced, to match its specification.',
    recipients: 'both',
    data: managed,
  },
  'muster.managed.ready': {
    subject: MANAGED_SUBJECT,
    when: 'A managed resource is ready, and as it is specified.',
    recipients: 'both',
    data: managed,
  },
  'muster.managed.drifted': {
    subject: MANAGED_SUBJECT,
    when: 'A managed resource was changed at its provider by others than Muster.',
    recipients: 'both',
    data: managed,
  },
  'muster.managed.unreachable': {
    subject: MANAGED_SUBJECT,
    when: 'The provider of a managed resource could not be asked.',
    recipients: 'both',
    data: managed,
  },
  'muster.managed.failed': {
    subject: MANAGED_SUBJECT,
    when: 'A managed resource cannot be made or kept as it is specified.',
    recipients: 'both',
    data: managed,
  },
  'muster.managed.deletion_requested': {
    subject: MANAGED_SUBJECT,
    when: 'The deletion of a managed resource was asked for.',
    recipients: 'both',
    data: managed,
  },
  'muster.managed.deleting': { subject: MANAGED_SUBJECT, when: 'A managed resource is being deleted.', recipients: 'both', data: managed },
  'muster.managed.deleted': {
    subject: MANAGED_SUBJECT,
    when: 'A managed resource was deleted at its provider.',
    recipients: 'both',
    data: managed,
  },
  'muster.managed.retained': {
    subject: MANAGED_SUBJECT,
    when: 'Muster no longer manages a resource, which stays at its provider.',
    recipients: 'both',
    data: managed,
  },
  'muster.managed.operation_requested': {
    subject: MANAGED_SUBJECT,
    when: 'An operation on a managed resource was asked for.',
    recipients: 'both',
    data: managed,
  },
  'muster.managed.operation_ended': {
    subject: MANAGED_SUBJECT,
    when: 'An operation on a managed resource succeeded or failed.',
    recipients: 'both',
    data: managed,
  },
} as const satisfies Readonly<Record<`muster.${string}`, EventTypeDefinition>>;

export type EventType = keyof typeof EVENT_TYPES;
export type EventData<T extends EventType> = z.input<(typeof EVENT_TYPES)[T]['data']>;

// `Object.keys` gives the keys as text.
export const EVENT_TYPE_NAMES = Object.keys(EVENT_TYPES) as readonly EventType[];
