/** Makes the files of an account's export on the local disk, before they are uploaded. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Manifest } from './manifest.ts';
import { type ExportContent, type ExportOptions, writeExport } from './write-export.ts';

export interface AccountFiles {
  /** Calls `work` with a new folder, which is removed before this settles. */
  inFolder<T>(work: (folder: string) => Promise<T>): Promise<T>;
  /** Writes the files into a folder of `inFolder`. Call it once for each folder. @throws NotWritten */
  write(folder: string, content: ExportContent, options: ExportOptions): Promise<MadeFiles>;
}

export interface MadeFiles {
  readonly manifest: Manifest;
  pathOf(name: string): string;
}

/** Makes the folders inside `parent`, which must exist. */
export const filesBelow = (parent: string): AccountFiles => ({
  async inFolder(work) {
    const folder = await mkdtemp(join(parent, 'muster-export-'));
    try {
      return await work(folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
  async write(folder, content, options) {
    const files = join(folder, 'files');
    await mkdir(files);
    return { manifest: await writeExport(files, content, options), pathOf: (name) => join(files, name) };
  },
});
