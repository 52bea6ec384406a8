/** What a run tells of itself while it is under way: to a progress bar, to a log, to nobody. */
import type { AccountId } from '../ids.ts';
import type { SliceError, SliceKey, SliceOutcome } from '../inventory/model.ts';
import type { AccountRecord } from '../exports/records.ts';

export interface RunEvents {
  started(accounts: number): void;
  /** Logged in; so many slices are to be read. */
  planned(account_id: AccountId, slices: number): void;
  /** A page of a slice. */
  read(resources: number): void;
  sliceEnded(account_id: AccountId, slice: SliceKey, outcome: SliceOutcome, error: SliceError | undefined): void;
  accountEnded(account: AccountRecord): void;
  /** Everything is read; the files are being written. */
  writing(): void;
  /** What is good to know and no error: one sentence. */
  note(text: string): void;
}
