/** Where a run puts what it has read: on the disk, so that nothing of it is held in memory. */
import type { ExportTables } from '../exports/export-tables.ts';
import type { Records } from '../exports/records.ts';

type Spooled = 'resources' | 'findings' | 'coverage' | 'accounts';

export type Spools = { readonly [N in Spooled]: { add(record: Records[N]): void } };

export const spoolsOf = (tables: ExportTables): Spools => ({
  resources: { add: (record) => tables.add('resources', record) },
  findings: { add: (record) => tables.add('findings', record) },
  coverage: { add: (record) => tables.add('coverage', record) },
  accounts: { add: (record) => tables.add('accounts', record) },
});
