/** Statements of earlier shells, one a line. The history is a convenience: its errors are ignored. */
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { placeFile } from '../../../shared/exports/place-file.ts';
import { makeFolders } from '../../../shared/make-folders.ts';

const KEPT = 1000;

export class History {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  /** The statements, newest first. */
  async read(): Promise<string[]> {
    const lines = (await readFile(this.#file, 'utf8').catch(() => '')).split('\n').filter((line) => line !== '');
    if (lines.length > 2 * KEPT) await this.#shorten(lines.slice(-KEPT));
    return lines.slice(-KEPT).toReversed();
  }

  /** Appends one statement; two shells may do so at once. */
  async add(line: string): Promise<void> {
    if (line === '' || line.includes('\n')) return;
    try {
      await makeFolders(dirname(this.#file), 0o700);
      await appendFile(this.#file, `${line}\n`, { mode: 0o600 });
    } catch {
      // The statement runs although it could not be remembered.
    }
  }

  async #shorten(lines: readonly string[]): Promise<void> {
    const text = `${lines.join('\n')}\n`;
    try {
      await placeFile(this.#file, async (temporary) => await writeFile(temporary, text, { mode: 0o600 }), { replace: true });
    } catch {
      // The file stays long until the next attempt.
    }
  }
}
