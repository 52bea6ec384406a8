/** The objects of the platform's exports, by key. `export-bucket.ts` is the real one. */
export interface ExportObjects {
  /** In constant memory, whatever the file's size. Rejects soon after `signal` is aborted, and then reads the file no more. */
  putFile(key: string, path: string, signal?: AbortSignal): Promise<void>;
  putText(key: string, text: string): Promise<void>;
  /** Undefined if there is no such object. */
  get(key: string): Promise<Buffer | undefined>;
  /** A link by which anyone who has it reads the object, for `URL_SECONDS`. */
  url(key: string): Promise<string>;
}

/** What a function needs that writes exports. */
export type ExportWriter = Pick<ExportObjects, 'putFile' | 'putText'>;
/** What a function needs that reads exports. */
export type ExportReader = Pick<ExportObjects, 'get' | 'url'>;

export const URL_SECONDS = 900;
