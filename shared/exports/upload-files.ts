/** Puts files into the bucket side by side. The first that fails, or a reason to stop, ends the others. */
import pLimit from 'p-limit';
import type { ExportObjects } from './export-objects.ts';
import { type GoingOn, whileGoingOn } from './going-on.ts';

const UPLOADS_AT_ONCE = 4;

/** Whatever happens, no file is read any more once this has settled: their folder may go. */
export async function uploadFiles(
  objects: Pick<ExportObjects, 'putFile'>,
  files: readonly { readonly key: string; readonly path: string }[],
  goingOn: GoingOn,
): Promise<void> {
  await whileGoingOn(goingOn, async (ended) => {
    const limit = pLimit(UPLOADS_AT_ONCE);
    await limit.map(files, async ({ key, path }) => {
      if (ended.signal.aborted) return;
      try {
        await goingOn.goOn();
        await objects.putFile(key, path, ended.signal);
      } catch (error) {
        // The first reason counts: what follows from it comes after it.
        ended.abort(error);
      }
    });
  });
}
