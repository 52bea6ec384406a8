/** Bounds the memory and the time that LevelDB takes as dynalite uses it. */
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

/**
 * The members that dynalite uses, directly or by others. Those that begin with `_` are not part of the class's types: dynalite opens the database itself
 * and passes no options.
 */
interface Database {
  _open: (this: object, options: object) => Promise<void>;
  _get: (this: Database, key: unknown, options: object) => Promise<unknown>;
  readonly _getSync: (key: unknown, options: object) => unknown;
  keys: (this: object, options: object) => Iterator;
  values: (this: object, options: object) => Iterator;
}

/** The class of every database that dynalite opens. Its own types lack those members and the `this` of its methods, hence the cast. */
export const DATABASE = ClassicLevel.prototype as unknown as Database;

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
  const { _open: open, keys, values } = DATABASE;
  DATABASE._open = async function (options): Promise<void> {
    await open.call(this, { ...options, maxOpenFiles: MAX_OPEN_FILES });
  };
  DATABASE._get = async function (key, options): Promise<unknown> {
    return this._getSync(key, options);
  };
  DATABASE.keys = function (options): Iterator {
    return endable(keys.call(this, options));
  };
  DATABASE.values = function (options): Iterator {
    return endable(values.call(this, options));
  };
}
