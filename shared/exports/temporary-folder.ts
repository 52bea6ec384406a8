/** Folders of temporary files, which nobody sees under a final name. */
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFolder } from '../make-folders.ts';
import { asNotWritten } from './errors.ts';
import { finished, partialOf, removeLeftovers } from './unfinished.ts';

/** A new folder that only this user may read. It is removed at `dispose`, when a signal ends the process, or by the next run. */
export class TemporaryFolder implements AsyncDisposable {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  /** `name` tells people what left the folder, if anything does: `muster-findings`. @throws NotWritten */
  static async make(name: string, parent = tmpdir()): Promise<TemporaryFolder> {
    try {
      await removeLeftovers(parent);
      for (;;) {
        const path = partialOf(join(parent, name));
        if (await makeFolder(path, 0o700)) return new TemporaryFolder(path);
        finished(path);
      }
    } catch (error) {
      throw asNotWritten(parent, error);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.path, { recursive: true, force: true });
    finished(this.path);
  }
}
