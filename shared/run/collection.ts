/** What all accounts of a run share. */
import type { ResourceType } from '../clouds/resource-type.ts';
import type { CompiledPolicy } from '../policies/compile-policy.ts';
import type { RunEvents } from './run-events.ts';
import type { RunTally } from './run-tally.ts';
import type { Spools } from './spools.ts';

export interface Collection {
  readonly types: readonly ResourceType[];
  readonly regions: readonly string[] | '*';
  /** Judged by these; none if absent. */
  readonly policies?: readonly CompiledPolicy[] | undefined;
  /** Milliseconds since 1970: what policies tell ages by. */
  readonly now: number;
  readonly slicesAtOnce: number;
  /** Exists; for what is kept of an account until it is judged. */
  readonly folder: string;
  readonly spools: Spools;
  readonly tally: RunTally;
  readonly events: RunEvents;
  /** Asked before each slice and each page. */
  readonly signal: AbortSignal;
  /** Ends the whole run with this error. */
  readonly abort: (error: unknown) => void;
}
