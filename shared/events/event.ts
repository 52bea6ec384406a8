/** An event as a row carries it, and its envelope on the bus: CloudEvents 1.0 in JSON (https://github.com/cloudevents/spec). */
import { hash } from 'node:crypto';
import { z } from 'zod';
import { SEVERITIES, type Severity } from '../severity.ts';
import type { TableName } from '../storage/schema.ts';
import type { Key } from '../storage/store.ts';
import { EVENT_TYPE_NAMES, EVENT_TYPES, type EventData, type EventType } from './event-types.ts';

/**
 * An event as the row carries it whose write causes it. Everything in it is a function of that write, so that it is the same whenever it is
 * sent. The names of the extensions `customerid` and `accountid` are lower-case letters, as CloudEvents demands.
 */
export interface CausedEvent<T extends EventType = EventType> {
  /** `<table>:<digest of the row's key>:<version or transition>`: the same for the same cause, and for no other. */
  readonly id: string;
  readonly type: T;
  readonly subject: string;
  /** ISO 8601. */
  readonly time: string;
  readonly severity: Severity;
  /** The customer that the event concerns; absent if it concerns operators only. */
  readonly customerid?: string;
  readonly accountid?: string;
  readonly data: EventData<T>;
}

/** The event as subscribers receive it. */
export interface MusterEvent<T extends EventType = EventType> extends CausedEvent<T> {
  readonly specversion: '1.0';
  /** `/muster/<deployment>`. Together with `id` it names the event in the whole world. */
  readonly source: string;
  readonly datacontenttype: 'application/json';
}

/** The cause of an event: the row, and which of its writes. */
export interface EventCause {
  readonly table: TableName;
  readonly key: Key;
  /** The row's version after the write, or a word for what happens to a row once only (`ended`). */
  readonly transition: string | number;
}

const DIGEST_CHARACTERS = 22;

/** The digest of a row's key in ids of events, 132 bits in base64url. */
export const keyDigest = (key: Key): string =>
  hash('sha256', JSON.stringify(Object.entries(key).toSorted(([a], [b]) => (a < b ? -1 : 1))), 'base64url').slice(0, DIGEST_CHARACTERS);

/** @throws ZodError if `data` is not what the type says */
export function causedEvent<T extends EventType>(
  { table, key, transition }: EventCause,
  event: Omit<CausedEvent<T>, 'id' | 'customerid' | 'accountid'> & {
    readonly customerid?: string | undefined;
    readonly accountid?: string | undefined;
  },
): CausedEvent<T> {
  const { type, subject, time, severity, customerid, accountid, data } = event;
  return {
    id: `${table}:${keyDigest(key)}:${transition}`,
    type,
    subject,
    time,
    severity,
    ...(customerid !== undefined && { customerid }),
    ...(accountid !== undefined && { accountid }),
    // The schema of the type returns the data of that type; TypeScript does not connect the two.
    data: EVENT_TYPES[type].data.parse(data) as EventData<T>,
  };
}

/** @param source of the deployment, `/muster/<deployment>` */
export const envelope = (event: CausedEvent, source: string): MusterEvent => ({
  specversion: '1.0',
  id: event.id,
  source,
  type: event.type,
  subject: event.subject,
  time: event.time,
  datacontenttype: 'application/json',
  severity: event.severity,
  ...(event.customerid !== undefined && { customerid: event.customerid }),
  ...(event.accountid !== undefined && { accountid: event.accountid }),
  data: event.data,
});

const envelopeSchema = z.object({
  specversion: z.literal('1.0'),
  id: z.string().min(1).max(300),
  source: z.string().min(1).max(300),
  type: z.enum(EVENT_TYPE_NAMES),
  subject: z.string().min(1).max(4_096),
  time: z.iso.datetime(),
  datacontenttype: z.literal('application/json'),
  severity: z.enum(SEVERITIES),
  customerid: z.string().min(1).optional(),
  accountid: z.string().min(1).optional(),
  data: z.unknown(),
});

/** Reads an event that came over the bus. Members that this version does not know are left out. @throws ZodError naming the member that is wrong */
export function parseEvent(value: unknown): MusterEvent {
  const { customerid, accountid, ...event } = envelopeSchema.parse(value);
  const data = z.object({ data: EVENT_TYPES[event.type].data }).parse({ data: event.data }).data;
  return { ...event, data, ...(customerid !== undefined && { customerid }), ...(accountid !== undefined && { accountid }) };
}
