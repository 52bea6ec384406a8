/** The objects of the platform's exports, by key. `export-bucket.ts` implements this with S3. */
export interface ExportObjects {
  /** Takes the same memory for any file. Rejects soon after `signal` is aborted, and does not read the file after that. */
  putFile(key: string, path: string, signal?: AbortSignal): Promise<void>;
  /** Writes a new object. If there is one of that key already, it stays as it is: a repeated write has the same text. */
  putText(key: string, text: string): Promise<void>;
  /** Does the same with bytes. */
  putBytes(key: string, bytes: Buffer): Promise<void>;
  /** Undefined if there is no such object. */
  get(key: string): Promise<Buffer | undefined>;
  /** A link with which anyone can read the object for `URL_SECONDS`. */
  url(key: string): Promise<string>;
}

/** The part that a function needs to write exports. */
export type ExportWriter = Pick<ExportObjects, 'putFile' | 'putText' | 'putBytes'>;
/** The part that a function needs to read exports. */
export type ExportReader = Pick<ExportObjects, 'get' | 'url'>;

export const URL_SECONDS = 900;
