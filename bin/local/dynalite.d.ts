/** Types for dynalite, which has none of its own. */
declare module 'dynalite' {
  import type { Server } from 'node:http';

  interface Options {
    /** Folder of the LevelDB store; if absent, the store is in memory. */
    readonly path?: string;
    readonly createTableMs?: number;
    readonly deleteTableMs?: number;
    readonly updateTableMs?: number;
  }
  const dynalite: (options: Options) => Server;
  export default dynalite;
}

/** The part of dynalite that keeps the tables; only its members that Muster uses. Its functions take a callback as their last argument. */
declare module 'dynalite/db/index.js' {
  import type { AttributeValue, CreateGlobalSecondaryIndexAction, TableDescription } from '@aws-sdk/client-dynamodb';

  export type Row = Readonly<Record<string, AttributeValue>>;
  export interface Entry {
    readonly type: 'put';
    readonly key: string;
    readonly value: Row;
  }
  type Done<T = void> = (error: Error | null, result: T) => void;
  interface Sublevel<Value> {
    readonly put: (key: string, value: Value, done: Done) => void;
    readonly batch: (entries: readonly Entry[], done: Done) => void;
    readonly createReadStream: (options: object) => AsyncIterable<Value>;
  }
  export interface Database {
    readonly tableDb: Sublevel<TableDescription>;
    /** With `checkStatus`, a table that is being created or deleted counts as missing. */
    readonly getTable: (name: string, checkStatus: boolean, done: Done<TableDescription>) => void;
    readonly getItemDb: (table: string) => Sublevel<Row>;
    readonly getIndexDb: (kind: 'Global', table: string, index: string) => Sublevel<Row>;
    readonly deleteIndexDb: (kind: 'Global', table: string, index: string, done: Done) => void;
  }
  const module: {
    create: (options: object) => Database;
    /** The changes of these indexes that follow from a changed row: the entries to put, with their keys in LevelDB. */
    readonly getIndexActions: (
      indexes: readonly CreateGlobalSecondaryIndexAction[],
      before: Row | undefined,
      after: Row | undefined,
      table: TableDescription,
    ) => { readonly puts: readonly { readonly key: string; readonly item: Row }[] };
  };
  export default module;
}
