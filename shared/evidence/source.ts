/** Where evidence comes from: an export's files, or the platform's API. */
import type { AccountId } from '../ids.ts';
import type { SliceOutcome } from '../inventory/model.ts';
import type { Subject } from '../policies/evaluation.ts';

/** A slice. Type and segment are `*` for an account that could not be read at all. */
export interface SeenSlice {
  readonly segment: string;
  readonly type: string;
  /** Null while a first run is under way. */
  readonly outcome: SliceOutcome | null;
  /** When the slice was last seen whole; null if that is not known. */
  readonly complete_at: string | null;
  /** The code and the message. */
  readonly error: string | null;
  /** The message alone, as the account's row has it. */
  readonly message: string | null;
}

/** The decision about a finding. */
export interface FindingNote {
  readonly opened_at: string | null;
  /** Absent unless the finding is suppressed. */
  readonly suppression?: Readonly<Record<string, unknown>> | undefined;
}

/** One account. Each part is read once, in the order of the members. */
export interface EvidenceAccount {
  readonly account_id: AccountId;
  slices(): AsyncIterable<SeenSlice>;
  /** Open and suppressed findings by their stored ids. */
  findings(): AsyncIterable<readonly [string, FindingNote]>;
  /** Resources in use, of these types at least. */
  resources(types: ReadonlySet<string>): AsyncIterable<Subject>;
}

export interface EvidenceSource {
  /** The thing that the evidence is of, for people: `the export out/20261121T020000Z`. */
  readonly name: string;
  /** When it was collected, ISO 8601: the time of the observation where a slice does not tell its own. */
  readonly collected_at: string;
  /** Ordered by id. */
  accounts(): AsyncIterable<EvidenceAccount>;
}
