/** Where the files of an account's export are made, before they are uploaded. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Manifest } from './manifest.ts';
import { type ExportContent, type ExportOptions, writeExport } from './write-export.ts';

export interface AccountFiles {
  /** In a folder of its own, which is gone when this settles. */
  inFolder<T>(work: (folder: string) => Promise<T>): Promise<T>;
  /** Once into a folder of `inFolder`. @throws NotWritten */
  write(folder: string, content: ExportContent, options: ExportOptions): Promise<MadeFiles>;
}

export interface MadeFiles {
  readonly manifest: Manifest;
  pathOf(name: string): string;
}

/** Below `parent`, which exists. */
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
