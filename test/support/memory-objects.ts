/** The objects of exports in memory. */
import { readFile } from 'node:fs/promises';
import type { ExportObjects } from '../../shared/exports/export-objects.ts';

export class MemoryObjects implements ExportObjects {
  readonly contents = new Map<string, Buffer>();
  /** Every key that was written, in order. */
  readonly history: string[] = [];
  /** The error that every write throws while it is set. */
  fails: Error | undefined;

  async putFile(key: string, path: string): Promise<void> {
    this.#put(key, await readFile(path));
  }

  async putText(key: string, text: string): Promise<void> {
    await this.putBytes(key, Buffer.from(text));
  }

  async putBytes(key: string, bytes: Buffer): Promise<void> {
    if (!this.contents.has(key)) this.#put(key, bytes);
  }

  async get(key: string): Promise<Buffer | undefined> {
    return this.contents.get(key);
  }

  async url(key: string): Promise<string> {
    return `https://exports.example/${key}?X-Amz-Expires=900`;
  }

  #put(key: string, content: Buffer): void {
    if (this.fails) throw this.fails;
    this.contents.set(key, content);
    this.history.push(key);
  }
}
