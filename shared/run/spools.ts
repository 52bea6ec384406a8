/** What a run has read so far, on the disk: nothing of it is held in memory. */
import { compareRecords } from '../exports/order.ts';
import type { DatasetName, Records } from '../exports/records.ts';
import { SortedSpool } from '../exports/sorted-spool.ts';

const SPOOLED = ['resources', 'findings', 'coverage', 'accounts'] as const satisfies readonly DatasetName[];

export type Spools = { readonly [N in (typeof SPOOLED)[number]]: SortedSpool<Records[N]> };

/** Whatever `use` adds is gone once it has ended. */
export async function withSpools<T>(folder: string, use: (spools: Spools) => Promise<T>): Promise<T> {
  const spools = Object.fromEntries(SPOOLED.map((name) => [name, new SortedSpool({ folder, compare: compareRecords(name) })]));
  try {
    return await use(spools as unknown as Spools);
  } finally {
    await Promise.all(Object.values(spools).map(async (spool) => await spool.close()));
  }
}
