/** The events of a managed resource: on the bus, and in its own log. */
import { type CausedEvent, causedEvent } from '../events/event.ts';
import type { EventType } from '../events/event-types.ts';
import { epochSeconds } from '../seams.ts';
import type { Severity } from '../severity.ts';
import type { ManagedEventRow, ManagedRow, PatchOperation, RequestedOperation } from './model.ts';

/** `ready`: the last part of the event's type. */
export type ManagedEventName = EventType extends infer T ? (T extends `muster.managed.${infer Name}` ? Name : never) : never;

export interface ManagedEvent {
  readonly name: ManagedEventName;
  /** One sentence without secrets. */
  readonly message: string;
  /** A drift's: how the resource differs from its specification. */
  readonly patch?: readonly PatchOperation[];
  /** The operation that the event is about. */
  readonly operation?: Pick<RequestedOperation, 'name' | 'operation_id'>;
}

const SEVERITY: Readonly<Partial<Record<ManagedEventName, Severity>>> = { failed: 'high', drifted: 'medium', unreachable: 'low' };
/** Characters of a patch as JSON; a longer one does not fit into an event beside others. */
const MOST_PATCH = 8_192;
const REVISION_DIGITS = 9;
const LOG_DAYS = 90;
const DAY_MS = 86_400_000;

/** An event as it is sent, and the line of the log that it becomes. */
export interface ToldEvent {
  readonly caused: CausedEvent;
  readonly line: ManagedEventRow;
}

/**
 * @param row as it is after the write that causes the event
 * @param place among the events of that write
 */
export function toldEvent(row: ManagedRow, event: ManagedEvent, place: number, time: string): ToldEvent {
  const { managed_id, incarnation, revision, generation, spec, account_id, customer_id } = row;
  const { name, message, operation } = event;
  const fullName = `${spec.type}.${name}`;
  const isShort = event.patch !== undefined && JSON.stringify(event.patch).length <= MOST_PATCH;
  const patch = isShort && event.patch ? { patch: [...event.patch] } : {};
  const caused = causedEvent(
    { table: 'managed_resources', key: { managed_id }, transition: `${incarnation}.${revision}.${place}` },
    {
      type: `muster.managed.${name}`,
      subject: managed_id,
      time,
      severity: SEVERITY[name] ?? 'informational',
      customerid: customer_id,
      accountid: account_id,
      data: {
        managed_id,
        event: fullName,
        manager: spec.type,
        name: spec.name,
        account_id,
        region: spec.region,
        generation,
        message,
        ...patch,
        ...(operation && { operation: operation.name, operation_id: operation.operation_id }),
      },
    },
  );
  // In the order of the writes, also within a millisecond.
  const entry = `${time}#${String(revision).padStart(REVISION_DIGITS, '0')}.${place}.${incarnation}`;
  const expires_at = epochSeconds(Date.parse(time) + LOG_DAYS * DAY_MS);
  return { caused, line: { managed_id, entry, event: fullName, time, generation, message, ...patch, expires_at } };
}
