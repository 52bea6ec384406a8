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
} as const satisfies Readonly<Record<`muster.${string}`, EventTypeDefinition>>;

export type EventType = keyof typeof EVENT_TYPES;
export type EventData<T extends EventType> = z.input<(typeof EVENT_TYPES)[T]['data']>;

// `Object.keys` gives the keys as text.
export const EVENT_TYPE_NAMES = Object.keys(EVENT_TYPES) as readonly EventType[];
