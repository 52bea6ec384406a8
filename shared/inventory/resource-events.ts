/** The events that an inventory causes: customers are told of what becomes of their resources. A resource without an owner causes none, unless it is a registered one. */
import { type CausedEvent, causedEvent } from '../events/event.ts';
import type { EventType } from '../events/event-types.ts';
import { type CausedRow, type Outbox, withoutOutbox } from '../events/outbox.ts';
import type { OwnerId, Owners } from '../events/owners.ts';
import type { Key } from '../storage/store.ts';
import type { ChangeOp, ResourceRow } from './model.ts';

const TYPE_OF_OP = {
  add: 'muster.resource.added',
  restore: 'muster.resource.added',
  update: 'muster.resource.updated',
  delete: 'muster.resource.removed',
} as const satisfies Record<ChangeOp, EventType>;

/** The event of a row's newest change. It depends on the row and its owner alone. */
export function resourceEvent(row: ResourceRow, owner: OwnerId): CausedEvent {
  const { slice_id, resource_id, resource_uid, type, name, region, account_id, version, last_change } = row;
  return causedEvent(
    { table: 'resources', key: { slice_id, resource_id }, transition: version },
    {
      type: TYPE_OF_OP[last_change.op],
      subject: resource_uid,
      time: last_change.observed_at,
      severity: 'informational',
      customerid: owner,
      accountid: account_id,
      data: { resource_uid, resource_type: type, name, region, account_id, version },
    },
  );
}

export class ResourceEvents {
  readonly #outbox: Outbox;
  readonly #owners: Owners;
  readonly #tells: 'owned' | 'all';
  /** Rows that were written, and whose events are not sent yet. */
  readonly #caused: CausedRow[] = [];

  /** `tells`: whether events are of resources with an owner only, or of all. */
  constructor(outbox: Outbox, owners: Owners, tells: 'owned' | 'all' = 'owned') {
    this.#outbox = outbox;
    this.#owners = owners;
    this.#tells = tells;
  }

  /** The row to write over `before`: with the event of its newest change, and with those events of `before` that were not sent. */
  async told(row: ResourceRow, before: ResourceRow | undefined): Promise<ResourceRow> {
    const owner = this.#outbox.isOn ? await this.#owners.of(row.resource_uid) : undefined;
    const isTold = owner !== undefined || this.#tells === 'all';
    const events = isTold ? [resourceEvent(row, owner)] : [];
    return { ...withoutOutbox(row), ...this.#outbox.of('resources', keyOf(row), events, before) };
  }

  /** Called once the row is stored. */
  written(row: ResourceRow): void {
    if (row.outbox) this.#caused.push({ table: 'resources', key: keyOf(row), attributes: row });
  }

  /** Sends the events of the rows that were written since the last call. */
  async send(): Promise<void> {
    await this.#outbox.publishAll(this.#caused.splice(0));
  }
}

const keyOf = ({ slice_id, resource_id }: ResourceRow): Key => ({ slice_id, resource_id });
