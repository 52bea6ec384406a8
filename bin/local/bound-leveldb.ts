/** Bounds the memory and the time that LevelDB takes as dynalite uses it. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ClassicLevel } from 'classic-level';

/**
 * LevelDB maps every file of 2 MB that it has open into memory, 1,000 unless told otherwise, so that the process grew with the estate. It opens
 * the others again when it needs them.
 */
const MAX_OPEN_FILES = 40;

interface Iterator {
  next(): Promise<unknown>;
  close(): Promise<void>;
}

/** A write as LevelDB's batches have it, with its key and value encoded. */
type Operation = { readonly type: 'put'; readonly key: unknown; readonly value: unknown } | { readonly type: 'del'; readonly key: unknown };

/**
 * The members that dynalite uses, directly or by others. Those that begin with `_` are not part of the class's types: dynalite opens the database itself
 * and passes no options.
 */
interface Database {
  _open: (this: object, options: object) => Promise<void>;
  _get: (this: Database, key: unknown, options: object) => Promise<unknown>;
  _put: (this: Database, key: unknown, value: unknown, options: object) => Promise<void>;
  _del: (this: Database, key: unknown, options: object) => Promise<void>;
  readonly _batch: (operations: readonly Operation[], options: object) => Promise<void>;
  _close: (this: Database) => Promise<void>;
  readonly _getSync: (key: unknown, options: object) => unknown;
  keys: (this: object, options: object) => Iterator;
  values: (this: object, options: object) => Iterator;
}

/** The class of every database that dynalite opens. Its own types lack those members and the `this` of its methods, hence the cast. */
export const DATABASE = ClassicLevel.prototype as unknown as Database;

/** The writes of each database that wait for the end of this turn of the event loop, and the one batch that they become. */
const waiting = new WeakMap<Database, { readonly operations: Operation[]; readonly written: Promise<void> }>();

/** Writes in one batch what dynalite writes at the same time: to hand a write over to LevelDB's threads takes longer than to write it. */
function together(database: Database, operation: Operation): Promise<void> {
  const { operations, written } = waiting.get(database) ?? newBatch(database);
  operations.push(operation);
  return written;
}

function newBatch(database: Database): { readonly operations: Operation[]; readonly written: Promise<void> } {
  const operations: Operation[] = [];
  const written = nextTurn().then(() => {
    waiting.delete(database);
    return database._batch(operations, {});
  });
  const batch = { operations, written };
  waiting.set(database, batch);
  return batch;
}

/** Gives the iterator the method by which a stream of dynalite ends it. */
const endable = (iterator: Iterator): Iterator => Object.assign(iterator, { return: async () => await iterator.close() });

/**
 * Bounds how many files every database of this thread keeps open, and makes dynalite close what it iterates with. Its streams end iterators by
 * `return`, which LevelDB's do not have: each query left its iterator open for ever, with the blocks that it had read, 50 MB with each inventory
 * of 25 accounts.
 *
 * Rows are read in this thread: most are in LevelDB's memory, and to hand each over to a pool of threads takes longer than to find it.
 */
export function boundLevelDb(): void {
  const { _open: open, _close: close, keys, values } = DATABASE;
  DATABASE._open = async function (options): Promise<void> {
    await open.call(this, { ...options, maxOpenFiles: MAX_OPEN_FILES });
  };
  DATABASE._get = async function (key, options): Promise<unknown> {
    return this._getSync(key, options);
  };
  DATABASE._put = function (key, value) {
    return together(this, { type: 'put', key, value });
  };
  DATABASE._del = function (key) {
    return together(this, { type: 'del', key });
  };
  DATABASE._close = async function (): Promise<void> {
    // LevelDB itself waits for the writes that it was handed, and ends the process at one that comes later. Who wrote gets the error of a failed batch.
    await waiting.get(this)?.written.catch(() => undefined);
    await close.call(this);
  };
  DATABASE.keys = function (options): Iterator {
    return endable(keys.call(this, options));
  };
  DATABASE.values = function (options): Iterator {
    return endable(values.call(this, options));
  };
}
