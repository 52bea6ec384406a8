/** Makes a managed resource's line of an export from its row. */
import type { ManagedRow } from '../managed/model.ts';
import { phaseOf } from '../managed/phase.ts';
import { LISTED } from '../managed/repository.ts';
import type { Item } from '../storage/store.ts';
import type { ManagedRecord } from './records.ts';

/** One record; none of a row that is only kept until its events are sent. */
export function managedRecords(item: Item): readonly ManagedRecord[] {
  if (item['listed'] !== LISTED) return [];
  // Every row of the table that is listed was written as a `ManagedRow`.
  const row = item as object as ManagedRow;
  const { customer_id, application_id, ...spec } = row.spec;
  return [
    {
      ...spec,
      managed_id: row.managed_id,
      phase: phaseOf(row),
      message: row.message ?? null,
      actual_config: row.actual_config ?? null,
      conditions: row.conditions,
      customer_id: customer_id ?? null,
      application_id: application_id ?? null,
      generation: row.generation,
      observed_generation: row.observed_generation,
      provider_resource_id: row.provider_resource_id ?? null,
      resource_uid: row.resource_uid ?? null,
      last_reconciled: row.last_reconciled ?? null,
      created_at: row.created_at,
    },
  ];
}
