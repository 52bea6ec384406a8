/** Every operation of Muster. A new operation needs a folder, a queue and a worker in the stack, and an entry here. */
import { exportOperation, publishingExports } from './exports/operation.ts';
import type { ExportTotals } from './exports/totals.ts';
import { inventoryOperation } from './inventory/operation.ts';
import type { InventoryTotals } from './inventory/totals.ts';
import type { Operations } from './jobs/operation.ts';
import { scanOperation } from './scan/operation.ts';
import type { ScanTotals } from './scan/totals.ts';

export const OPERATIONS = {
  [inventoryOperation.name]: inventoryOperation,
  [scanOperation.name]: scanOperation,
  [exportOperation.name]: exportOperation,
} as const satisfies Operations;

export type OperationName = keyof typeof OPERATIONS;
export const OPERATION_NAMES = Object.keys(OPERATIONS) as readonly OperationName[];

/** The `totals` of jobs and tasks, by operation. */
// A type and not an interface, because only a type is assignable to the record of objects that the engine takes `totals` for.
export type Totals = {
  readonly inventory?: InventoryTotals;
  readonly scan?: ScanTotals;
  readonly export?: ExportTotals;
};

/** The operations for functions that may publish an export. */
export const operationsThatPublish = (deps: Parameters<typeof publishingExports>[0]): Operations => ({
  ...OPERATIONS,
  export: publishingExports(deps),
});
