/** A cache of files that can be made again: each is renamed into place when it is complete, and the least recently used are removed. */
import { mkdir, readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { placeFile } from '../../../shared/exports/place-file.ts';
import { TemporaryFolder } from '../../../shared/exports/temporary-folder.ts';
import { finished, isPartial, partialOf } from '../../../shared/exports/unfinished.ts';
import { makeFolders } from '../../../shared/make-folders.ts';

/** An unfinished file of this age was left by a killed process, also if that ran on another machine, and is removed. */
const ABANDONED_MS = 24 * 3_600_000;

export interface CacheOptions {
  /** The most bytes of all files together; the newest file is kept whatever its size. */
  readonly maxBytes: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

export class Cache {
  readonly #folder: string;
  readonly #options: CacheOptions;
  readonly #temporary: TemporaryFolder | undefined;

  private constructor(folder: string, temporary: TemporaryFolder | undefined, options: CacheOptions) {
    this.#folder = folder;
    this.#temporary = temporary;
    this.#options = options;
  }

  /** Opens the folder; if it cannot be made or written to, a temporary one, which `close` removes. */
  static async open(folder: string, options: CacheOptions): Promise<Cache> {
    try {
      await makeFolders(folder, 0o700);
      const probe = partialOf(join(folder, 'probe'));
      await mkdir(probe);
      await rm(probe, { recursive: true });
      finished(probe);
      return new Cache(folder, undefined, options);
    } catch {
      const temporary = await TemporaryFolder.make('muster-query');
      return new Cache(temporary.path, temporary, options);
    }
  }

  /** Path of the file, which `make` writes if it is missing. If two processes make it at once, the later file replaces the earlier. */
  async file(name: string, make: (temporary: string) => Promise<void>): Promise<string> {
    const path = join(this.#folder, name);
    if (await this.#touch(path)) return path;
    await placeFile(
      path,
      async (temporary) => {
        await make(temporary);
        await this.#touch(temporary);
      },
      { replace: true },
    );
    await this.#makeRoom(name);
    return path;
  }

  async forget(name: string): Promise<void> {
    await rm(join(this.#folder, name), { force: true });
  }

  async close(): Promise<void> {
    await this.#temporary?.[Symbol.asyncDispose]();
  }

  async #touch(path: string): Promise<boolean> {
    const now = new Date(this.#options.now());
    return utimes(path, now, now).then(
      () => true,
      () => false,
    );
  }

  /** Removes files until `maxBytes` holds. A process that has a removed file open can still read it. */
  async #makeRoom(latest: string): Promise<void> {
    const names = await readdir(this.#folder);
    const files = await Promise.all(
      names.map(async (name) => {
        const found = await stat(join(this.#folder, name)).catch(() => undefined);
        return { name, bytes: found?.size ?? 0, usedAt: name === latest ? Infinity : (found?.mtimeMs ?? 0) };
      }),
    );
    let bytes = 0;
    for (const file of files.toSorted((a, b) => b.usedAt - a.usedAt)) {
      if (isPartial(file.name)) {
        if (this.#options.now() - file.usedAt > ABANDONED_MS) await this.forget(file.name);
        continue;
      }
      bytes += file.bytes;
      if (bytes > this.#options.maxBytes && file.name !== latest) await this.forget(file.name);
    }
  }
}
