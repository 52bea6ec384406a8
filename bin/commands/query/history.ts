/** What was asked in earlier shells, one statement a line. It is a convenience: nothing that goes wrong with it is told. */
import { appendFile, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeFolders } from '../../../shared/make-folders.ts';

const KEPT = 1000;

export class History {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  /** Newest first. */
  async read(): Promise<string[]> {
    const lines = (await readFile(this.#file, 'utf8').catch(() => '')).split('\n').filter((line) => line !== '');
    if (lines.length > 2 * KEPT) await this.#shorten(lines.slice(-KEPT));
    return lines.slice(-KEPT).toReversed();
  }

  /** Two shells may add at once. */
  async add(line: string): Promise<void> {
    if (line === '' || line.includes('\n')) return;
    try {
      await makeFolders(dirname(this.#file), 0o700);
      await appendFile(this.#file, `${line}\n`, { mode: 0o600 });
    } catch {
      // The statement is run all the same.
    }
  }

  async #shorten(lines: readonly string[]): Promise<void> {
    const temporary = `${this.#file}.${process.pid}`;
    try {
      await writeFile(temporary, `${lines.join('\n')}\n`, { mode: 0o600 });
      await rename(temporary, this.#file);
    } catch {
      // It stays long.
    }
  }
}
