/** The actions on migrations that people ask for. Each works for a limited time; whoever asks repeats until nothing is left. */
import { MigrationRows } from './migration-rows.ts';
import type { MigrationStatus } from './model.ts';
import { type Plan, planMigrations, type PlanPosition } from './plan-migrations.ts';
import { type MigrationDeps, migrationStatuses, runMigrations } from './run-migrations.ts';

export interface MigrationActions {
  status(): Promise<readonly MigrationStatus[]>;
  /** Applies what is not applied, as far as the time allows. */
  run(): Promise<readonly MigrationStatus[]>;
  /** Counts what `run` would change, as far as the time allows. */
  plan(from: PlanPosition | undefined): Promise<Plan>;
}

/** @param sliceMs milliseconds for each call */
export const migrationActions = (deps: MigrationDeps, sliceMs: number): MigrationActions => ({
  status: async () => migrationStatuses(deps.migrations, await new MigrationRows(deps.store).all()),
  run: async () => await runMigrations(deps, deps.clock.now() + sliceMs),
  plan: async (from) => await planMigrations(deps, from, deps.clock.now() + sliceMs),
});
