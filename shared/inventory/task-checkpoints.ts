/**
 * The checkpoints of one attempt of a task: those that the attempt before it has left, and those that it leaves itself. The task's position names them, so
 * that an object which no position names does not count. They hold only while no other job has worked on the account.
 */
import { createHash } from 'node:crypto';
import type { AccountId, JobId } from '../ids.ts';
import { CHECKPOINT_PREFIX, type Checkpoint, type Checkpoints, decodeCheckpoint, encodeCheckpoint } from './checkpoint.ts';
import type { SliceKey } from './model.ts';

/** The part of a task's position that names its checkpoints. */
export interface NamedCheckpoints {
  /** The `job_since` of the attempt that wrote them. */
  readonly since: string;
  /** The attempt that wrote them. */
  readonly attempt: number;
  /** Keys of objects, by type and segment. */
  readonly keys: Readonly<Record<string, string>>;
}

export interface Attempt {
  readonly account_id: AccountId;
  readonly job_id: JobId;
  readonly attempt: number;
  /** When the job began to be the only one that worked on the account, ISO 8601. */
  readonly since: string;
}

const nameOf = ({ type, segment }: SliceKey): string => `${type} ${segment}`;

export class TaskCheckpoints {
  readonly #store: Checkpoints;
  readonly #attempt: Attempt;
  readonly #named: NamedCheckpoints | undefined;
  readonly #written = new Map<string, string>();

  /** `named`: those of the task's position. */
  constructor(store: Checkpoints, attempt: Attempt, named: NamedCheckpoints | undefined) {
    this.#store = store;
    this.#attempt = attempt;
    this.#named = named;
  }

  /**
   * Undefined if the slice has none, or if others have read pages of it since: another job, or an attempt that ended without leaving its own. What they were
   * shown is not among what the checkpoint has seen, and may be on a page before its place by now.
   */
  async read(slice: SliceKey): Promise<Checkpoint | undefined> {
    const { since, attempt, keys } = this.#named ?? {};
    const isNext = since === this.#attempt.since && attempt === this.#attempt.attempt - 1;
    const key = isNext ? keys?.[nameOf(slice)] : undefined;
    const content = key === undefined ? undefined : await this.#store.read(key);
    return content && decodeCheckpoint(content);
  }

  async write(slice: SliceKey, checkpoint: Checkpoint): Promise<void> {
    const { account_id, job_id, attempt } = this.#attempt;
    const digest = createHash('sha256').update(nameOf(slice)).digest('hex').slice(0, 16);
    const key = `${CHECKPOINT_PREFIX}${account_id}/${job_id}/${attempt}-${digest}`;
    await this.#store.write(key, encodeCheckpoint(checkpoint));
    this.#written.set(nameOf(slice), key);
  }

  /** The checkpoints of the slices that are left, for the task's position; undefined if there are none. */
  named(left: readonly SliceKey[]): NamedCheckpoints | undefined {
    const keys = Object.fromEntries(
      left.flatMap((slice) => (this.#written.has(nameOf(slice)) ? [[nameOf(slice), this.#written.get(nameOf(slice))!]] : [])),
    );
    return Object.keys(keys).length > 0 ? { since: this.#attempt.since, attempt: this.#attempt.attempt, keys } : undefined;
  }

  /** Removes the objects that `kept` does not name. The bucket's lifecycle removes those for which that fails. */
  async removeOthers(kept: NamedCheckpoints | undefined): Promise<void> {
    const keep = new Set(Object.values(kept?.keys ?? {}));
    const keys = [...Object.values(this.#named?.keys ?? {}), ...this.#written.values()].filter((key) => !keep.has(key));
    await Promise.allSettled(keys.map(async (key) => await this.#store.remove(key)));
  }
}
