/** The events of findings, from a severity on: opened, resolved, reopened. A suppressed finding is hidden, so hiding it is no event. */
import { type CausedEvent, causedEvent } from '../events/event.ts';
import type { EventType } from '../events/event-types.ts';
import { type CausedRow, type Outbox, withoutOutbox } from '../events/outbox.ts';
import type { OwnerId, Owners } from '../events/owners.ts';
import type { Key } from '../storage/store.ts';
import type { FindingRow, FindingStatus } from './model.ts';

/** Undefined if the finding's change of status is no event. */
function eventType(before: FindingStatus | undefined, after: FindingStatus): (EventType & `muster.finding.${string}`) | undefined {
  if (after === before) return undefined;
  switch (after) {
    case 'open':
      return before === undefined ? 'muster.finding.opened' : 'muster.finding.reopened';
    case 'resolved':
      return 'muster.finding.resolved';
    case 'suppressed':
      return undefined;
  }
}

/** The event of a finding's newest transition. It depends on the row and the resource's owner alone. */
function findingEvent(type: EventType & `muster.finding.${string}`, row: FindingRow, owner: OwnerId): CausedEvent {
  const { account_id, finding_id, policy_id, title, severity, resource_uid, resource_name, region, version, history } = row;
  const newest = history.at(-1);
  return causedEvent(
    { table: 'findings', key: { account_id, finding_id }, transition: version },
    {
      type,
      subject: finding_id,
      time: newest?.at ?? row.evaluated_at,
      severity,
      customerid: owner,
      accountid: account_id,
      data: {
        finding_id,
        account_id,
        policy_id,
        title,
        severity,
        resource_uid,
        resource_type: row.type,
        resource_name,
        region,
        reason: newest?.reason ?? 'failed',
      },
    },
  );
}

export class FindingEvents {
  readonly #outbox: Outbox;
  readonly #owners: Owners;
  /** Rows that were written, and whose events are not sent yet. */
  readonly #caused: CausedRow[] = [];

  constructor(outbox: Outbox, owners: Owners) {
    this.#outbox = outbox;
    this.#owners = owners;
  }

  /** The row to write over `before`: with the event that it causes, if it does, and with those events of `before` that were not sent. */
  async told(row: FindingRow, before: FindingRow | undefined): Promise<FindingRow> {
    const type = this.#outbox.isOn && this.#outbox.tells(row.severity) ? eventType(before?.status, row.status) : undefined;
    const events = type === undefined ? [] : [findingEvent(type, row, await this.#owners.of(row.resource_uid))];
    return { ...withoutOutbox(row), ...this.#outbox.of('findings', keyOf(row), events, before) };
  }

  /** Called once the row is stored. */
  written(row: FindingRow): void {
    if (row.outbox) this.#caused.push({ table: 'findings', key: keyOf(row), attributes: row });
  }

  /** Sends the events of the rows that were written since the last call. */
  async send(): Promise<void> {
    await this.#outbox.publishAll(this.#caused.splice(0));
  }
}

const keyOf = ({ account_id, finding_id }: FindingRow): Key => ({ account_id, finding_id });
