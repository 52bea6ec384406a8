/** The stack's bucket: every invocation sees the newest objects, and every request may fail. */
import type { ExportWriter } from '../../shared/exports/export-objects.ts';
import type { Checkpoints } from '../../shared/inventory/checkpoint.ts';
import { Fault, type Invocation, type Surroundings } from './invocation.ts';
import type { SimFiles } from './sim-files.ts';

export interface ObjectChange {
  readonly key: string;
  readonly before: Buffer | undefined;
  readonly after: Buffer;
  readonly by: Invocation;
}

export class Bucket {
  readonly objects = new Map<string, Buffer>();
  onWrite: (change: ObjectChange) => void = () => undefined;

  put(key: string, after: Buffer, by: Invocation): void {
    const before = this.objects.get(key);
    this.objects.set(key, after);
    this.onWrite({ key, before, after, by });
  }

  /** The parsed object; null if there is none. */
  json(key: string): unknown {
    return JSON.parse(this.objects.get(key)?.toString() ?? 'null');
  }

  /** The parsed lines of an object in JSON Lines; empty if there is no such object. */
  lines(key: string): readonly unknown[] {
    const text = this.objects.get(key)?.toString() ?? '';
    return text
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as unknown);
  }
}

/** The checkpoints of slices, as one invocation reaches them. */
export class SimCheckpoints implements Checkpoints {
  readonly #objects: Map<string, Buffer>;
  readonly #invocation: Invocation;
  readonly #surroundings: Surroundings;

  constructor(objects: Map<string, Buffer>, invocation: Invocation, surroundings: Surroundings) {
    this.#objects = objects;
    this.#invocation = invocation;
    this.#surroundings = surroundings;
  }

  async read(key: string): Promise<Buffer | undefined> {
    return await this.#request(`get ${key}`, () => this.#objects.get(key));
  }

  async write(key: string, content: Buffer): Promise<void> {
    await this.#request(`put ${key}`, () => {
      this.#objects.set(key, content);
    });
  }

  async remove(key: string): Promise<void> {
    await this.#request(`delete ${key}`, () => {
      this.#objects.delete(key);
    });
  }

  async #request<T>(what: string, effect: () => T): Promise<T> {
    return await throttled(what, effect, this.#invocation, this.#surroundings);
  }
}

async function throttled<T>(what: string, effect: () => T, invocation: Invocation, { faults }: Surroundings): Promise<T> {
  return await invocation.request(what, () => {
    if (faults.hits('store_throttled')) {
      invocation.disturbed = true;
      throw new Fault('SlowDown', 'The bucket is throttled.');
    }
    return effect();
  });
}

/** The bucket as one invocation reaches it. */
export class SimObjects implements ExportWriter {
  readonly #bucket: Bucket;
  readonly #files: SimFiles;
  readonly #invocation: Invocation;
  readonly #surroundings: Surroundings;

  constructor(bucket: Bucket, files: SimFiles, invocation: Invocation, surroundings: Surroundings) {
    this.#bucket = bucket;
    this.#files = files;
    this.#invocation = invocation;
    this.#surroundings = surroundings;
  }

  async putFile(key: string, path: string, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    const content = this.#files.read(path);
    await this.#put(key, content);
    signal?.throwIfAborted();
  }

  async putText(key: string, text: string): Promise<void> {
    await this.putBytes(key, Buffer.from(text));
  }

  async putBytes(key: string, bytes: Buffer): Promise<void> {
    await this.#put(key, bytes);
  }

  async #put(key: string, content: Buffer): Promise<void> {
    const put = (): void => this.#bucket.put(key, content, this.#invocation);
    await throttled(`put ${key}`, put, this.#invocation, this.#surroundings);
  }
}
