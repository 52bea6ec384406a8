import type { Look } from '../said-of-services.ts';

const TYPE = 'AWS::MemoryDB::Cluster';

export const CALLS = 3.5;

export const LOOKS: Readonly<Record<string, Look>> = {
  memorydb_without_tls: { type: TYPE, is: (cluster) => cluster['TLSEnabled'] === false },
  memorydb_without_minor_upgrades: { type: TYPE, is: (cluster) => cluster['AutoMinorVersionUpgrade'] === false },
};
