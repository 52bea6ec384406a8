/** The progress of a run, for a progress bar or a log. */
import type { AccountId } from '../ids.ts';
import type { SliceError, SliceKey, SliceOutcome } from '../inventory/model.ts';
import type { AccountRecord } from '../exports/records.ts';

export interface RunEvents {
  started(accounts: number): void;
  /** Muster has logged in to the account, and will read this many slices of it. */
  planned(account_id: AccountId, slices: number): void;
  /** A page with this many new resources was read. */
  read(resources: number): void;
  sliceEnded(account_id: AccountId, slice: SliceKey, outcome: SliceOutcome, error: SliceError | undefined): void;
  accountEnded(account: AccountRecord): void;
  /** Everything is read; the files are being written. */
  writing(): void;
  /** Information that is not an error; one sentence. */
  note(text: string): void;
}
