/** The inventory as an operation: reads what is in the accounts. Its work is `inventory-work.ts`. */
import type { Operation } from '../jobs/operation.ts';
import { addInventories, type InventoryTotals, inventoryTotalsSchema } from './totals.ts';

export const inventoryOperation = {
  name: 'inventory',
  idPrefix: 'inv',
  takes: ['service', 'accounts', 'regions'],
  takesNoOther: 'an inventory has no policy',
  again: 'retry the job',
  stages: ['login', 'plan', 'load', 'read', 'write'],
  totals: inventoryTotalsSchema,
  summarize: addInventories,
} as const satisfies Operation<InventoryTotals>;
