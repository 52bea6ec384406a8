/** Which export a query reads if none is named. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { BadExport, isSystemError } from '../../../shared/exports/errors.ts';
import { MANIFEST_FILE } from '../../../shared/exports/manifest.ts';
import { parseJson } from '../../../shared/exports/parse-json.ts';
import { CommandError, EXIT } from '../exit-codes.ts';

/** Whatever else the manifest holds is looked at once the export is opened. */
const dated = z.object({ collected_at: z.iso.datetime() });

/**
 * Folder of the export in `outdir` that was collected last. What has no manifest is none: a killed run leaves none, and `muster diff` writes none.
 * @throws CommandError if there is none; BadExport if that cannot be told
 */
export async function newestExport(outdir: string): Promise<string> {
  const names = await namesIn(outdir);
  const found = await Promise.all(
    names
      .filter((name) => !name.startsWith('.'))
      .map(async (name) => ({ folder: join(outdir, name), time: await timeOf(join(outdir, name)) })),
  );
  const newest = found
    .filter(({ time }) => time !== undefined)
    .toSorted((a, b) => (a.time! < b.time! ? 1 : a.time! > b.time! ? -1 : b.folder.localeCompare(a.folder)))[0];
  if (newest === undefined)
    throw new CommandError(
      `There is no export in ${outdir}; make one by "muster run", or "muster run --demo" to try it, or name one by --from.`,
      EXIT.refused,
    );
  return newest.folder;
}

async function namesIn(outdir: string): Promise<readonly string[]> {
  try {
    return await readdir(outdir);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    if (error.code === 'ENOENT') return [];
    throw new BadExport(
      `${outdir}, where the exports should be, cannot be listed (${error.code}); name a folder that you may read by --outdir, or an export by --from.`,
      { cause: error },
    );
  }
}

/** Undefined if there is no manifest. */
async function timeOf(folder: string): Promise<string | undefined> {
  let text: Buffer;
  try {
    text = await readFile(join(folder, MANIFEST_FILE));
  } catch (error) {
    if (!isSystemError(error)) throw error;
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw undated(folder, `cannot be read (${error.code})`, error);
  }
  const { data, error } = dated.safeParse(parseJson(text));
  if (!data) throw undated(folder, 'is corrupt', error);
  return data.collected_at;
}

/** It may be the newest: an older export would answer for it. */
const undated = (folder: string, what: string, cause: unknown): BadExport =>
  new BadExport(
    `Which export is the newest cannot be told: the ${MANIFEST_FILE} of ${folder} ${what}; name an export by --from, or move ${folder} away and export again.`,
    { cause },
  );
