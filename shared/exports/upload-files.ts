/** Puts files into the bucket side by side. The first that fails, or a reason to stop, ends the others. */
import pLimit from 'p-limit';
import type { Clock } from '../seams.ts';
import type { ExportObjects } from './export-objects.ts';

const UPLOADS_AT_ONCE = 4;
const ASK_EVERY_MS = 1000;

export interface UploadOptions {
  /** Asked also while a file is on its way; what it throws ends the uploads. */
  readonly goOn: () => Promise<void>;
  readonly clock: Pick<Clock, 'sleep'>;
}

/** Whatever happens, no file is read any more once this has settled: their folder may go. */
export async function uploadFiles(
  objects: Pick<ExportObjects, 'putFile'>,
  files: readonly { readonly key: string; readonly path: string }[],
  { goOn, clock }: UploadOptions,
): Promise<void> {
  // Aborted with the first reason; what follows from that comes after it.
  const ended = new AbortController();
  let done = false;
  const ask = async (): Promise<void> => {
    for (;;) {
      await clock.sleep(ASK_EVERY_MS);
      if (done) return;
      await goOn();
    }
  };
  // Nobody waits for its last sleep.
  void ask().catch((error: unknown) => ended.abort(error));
  const limit = pLimit(UPLOADS_AT_ONCE);
  await limit.map(files, async ({ key, path }) => {
    if (ended.signal.aborted) return;
    try {
      await goOn();
      await objects.putFile(key, path, ended.signal);
    } catch (error) {
      ended.abort(error);
    }
  });
  done = true;
  ended.signal.throwIfAborted();
}
