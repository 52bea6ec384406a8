/** Uploads files in parallel. The first upload that fails, or a reason to stop, aborts the others. */
import pLimit from 'p-limit';
import type { ExportObjects } from './export-objects.ts';
import { type GoingOn, whileGoingOn } from './going-on.ts';

const UPLOADS_AT_ONCE = 4;

/** No file is read after this has settled, even with an error, so that the caller may remove their folder. */
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
        // Only the first abort has an effect, so that later errors, which follow from it, are not reported.
        ended.abort(error);
      }
    });
  });
}
