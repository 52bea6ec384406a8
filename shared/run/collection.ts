/** The parts of a run that the work on all of its accounts shares. */
import type { ResourceType } from '../clouds/resource-type.ts';
import type { SubscriptionAgent } from '../connections/subscription-agent.ts';
import type { SortedSpool } from '../exports/sorted-spool.ts';
import type { CompiledPolicy } from '../policies/compile-policy.ts';
import type { ReportedFinding } from '../reports/record.ts';
import type { RunEvents } from './run-events.ts';
import type { RunTally } from './run-tally.ts';
import type { Spools } from './spools.ts';

export interface Collection {
  /** Opens the sessions in the accounts. */
  readonly agent: Pick<SubscriptionAgent, 'session'>;
  readonly types: readonly ResourceType[];
  /** Whether resources of types without a definition are listed too, where a provider can: only if the run is not limited to some types or services. */
  readonly discovers: boolean;
  readonly regions: readonly string[] | '*';
  /** The policies that judge the resources. Absent if the run does not scan. */
  readonly policies?: readonly CompiledPolicy[] | undefined;
  /** The time that policies compute ages from, in milliseconds since 1970. */
  readonly now: number;
  readonly slicesAtOnce: number;
  /** The most resources that are read of a slice; no limit if absent. */
  readonly maxResources?: number | undefined;
  /** An existing folder for the resources of accounts that are not judged yet. */
  readonly folder: string;
  readonly spools: Spools;
  /** The findings, and the resources that could not be judged, for reports. Absent if the run does not scan. */
  readonly reported?: SortedSpool<ReportedFinding> | undefined;
  readonly tally: RunTally;
  readonly events: RunEvents;
  /** Aborted if the run has to end. Checked before each slice and each page. */
  readonly signal: AbortSignal;
  /** Ends the whole run with this error. */
  readonly abort: (error: unknown) => void;
}
