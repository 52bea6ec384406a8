/** The operation that reads the resources of accounts. Its work on one account is `inventory-work.ts`. */
import { isOfCloud } from '../ids.ts';
import type { Operation } from '../jobs/operation.ts';
import { addInventories, type InventoryTotals, inventoryTotalsSchema } from './totals.ts';

export const inventoryOperation = {
  name: 'inventory',
  idPrefix: 'inv',
  takes: ['service', 'accounts', 'regions'],
  takesNoOther: 'an inventory has no policy',
  covers: isOfCloud,
  coversNoOther: 'an inventory reads clouds',
  remedy: 'retry the job',
  stages: ['login', 'plan', 'load', 'read', 'write'],
  totals: inventoryTotalsSchema,
  summarize: addInventories,
} as const satisfies Operation<InventoryTotals>;
