/** A file that is written once, from its start to its end. */
import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { asNotWritten } from './errors.ts';

/** The number of characters that are buffered before they are written. */
const GATHERED = 256 * 1024;

export interface WrittenFile {
  readonly bytes: number;
  /** The hash of the file's bytes, in hexadecimal. */
  readonly sha256: string;
}

/** The caller must await each write, which keeps the memory bounded. */
export class FileSink implements AsyncDisposable {
  readonly #path: string;
  readonly #file: FileHandle;
  readonly #hash = createHash('sha256');
  #texts: string[] = [];
  #gathered = 0;
  #bytes = 0;
  #open = true;

  private constructor(path: string, file: FileHandle) {
    this.#path = path;
    this.#file = file;
  }

  /** @throws NotWritten, also if the file exists */
  static async create(path: string): Promise<FileSink> {
    try {
      return new FileSink(path, await open(path, 'wx'));
    } catch (error) {
      throw asNotWritten(path, error);
    }
  }

  /** Returns a promise only if the caller must wait. The promise rejects with NotWritten. */
  writeText(text: string): Promise<void> | undefined {
    this.#texts.push(text);
    this.#gathered += text.length;
    return this.#gathered < GATHERED ? undefined : this.#flush();
  }

  /** @throws NotWritten */
  async writeBytes(bytes: Uint8Array): Promise<void> {
    await this.#flush();
    await this.#append(bytes);
  }

  /** @throws NotWritten */
  async finish(): Promise<WrittenFile> {
    await this.#flush();
    await this[Symbol.asyncDispose]();
    return { bytes: this.#bytes, sha256: this.#hash.digest('hex') };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#open) return;
    this.#open = false;
    await this.#file.close();
  }

  async #flush(): Promise<void> {
    if (this.#gathered === 0) return;
    const bytes = Buffer.from(this.#texts.join(''));
    this.#texts = [];
    this.#gathered = 0;
    await this.#append(bytes);
  }

  async #append(bytes: Uint8Array): Promise<void> {
    this.#hash.update(bytes);
    this.#bytes += bytes.length;
    try {
      await this.#file.writeFile(bytes);
    } catch (error) {
      throw asNotWritten(this.#path, error);
    }
  }
}
