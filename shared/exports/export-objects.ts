/** The objects of the platform's exports, by key. `export-bucket.ts` is the real one. */
export interface ExportObjects {
  /** In constant memory, whatever the file's size. Rejects soon after `signal` is aborted, and then leaves the file alone. */
  putFile(key: string, path: string, signal?: AbortSignal): Promise<void>;
  putText(key: string, text: string): Promise<void>;
  /** Undefined if there is none. */
  get(key: string): Promise<Buffer | undefined>;
  /** The same in one request instead of two, for a key that was just listed. */
  getListed(key: string): Promise<Buffer | undefined>;
  /** Keys that begin so, in order. */
  list(prefix: string): AsyncGenerator<string>;
  /** Those that are there. */
  remove(keys: readonly string[]): Promise<void>;
  /** Lets anyone who has it read the object, for `URL_SECONDS`. */
  url(key: string): Promise<string>;
}

export const URL_SECONDS = 900;
