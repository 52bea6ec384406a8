/** Puts a folder of files in its place at once: whoever sees it, sees it whole. */

/** @throws NotWritten (one sentence) if `final` exists, its parent cannot be made or written, or the disk is full */
export async function placeFolder<T>(_final: string, _write: (temporary: string) => Promise<T>): Promise<T> {
  throw new Error('not yet');
}
