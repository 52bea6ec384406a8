/** The bucket of the exports: one truth, which everybody reads as it is, and requests that may go wrong. */
import type { ExportObjects } from '../../shared/exports/export-objects.ts';
import { Fault, type Invocation, type Surroundings } from './invocation.ts';
import type { SimFiles } from './sim-files.ts';

export interface ObjectChange {
  readonly key: string;
  readonly before: Buffer | undefined;
  /** Undefined if it was removed. */
  readonly after: Buffer | undefined;
  readonly by: Invocation;
  /** Whose task it was, if a task did it. */
  readonly job_id: string | undefined;
}

export class Bucket {
  readonly objects = new Map<string, Buffer>();
  onChange: (change: ObjectChange) => void = () => undefined;

  put(key: string, after: Buffer, by: Invocation, job_id: string | undefined): void {
    const before = this.objects.get(key);
    this.objects.set(key, after);
    this.onChange({ key, before, after, by, job_id });
  }

  remove(key: string, by: Invocation, job_id: string | undefined): void {
    const before = this.objects.get(key);
    if (this.objects.delete(key)) this.onChange({ key, before, after: undefined, by, job_id });
  }

  /** Null if there is no such object. */
  json(key: string): unknown {
    return JSON.parse(this.objects.get(key)?.toString() ?? 'null');
  }

  /** Of an object that is JSON Lines; none if there is no such object. */
  lines(key: string): readonly unknown[] {
    const text = this.objects.get(key)?.toString() ?? '';
    return text
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as unknown);
  }

  /** In order. */
  keys(prefix: string): readonly string[] {
    return [...this.objects.keys()].filter((key) => key.startsWith(prefix)).toSorted();
  }
}

/** The bucket through one invocation's connection. */
export class SimObjects implements ExportObjects {
  readonly #bucket: Bucket;
  readonly #files: SimFiles;
  readonly #invocation: Invocation;
  readonly #surroundings: Surroundings;
  readonly #jobId: string | undefined;

  /** `jobId`: of the task that the invocation was started for. */
  constructor(bucket: Bucket, files: SimFiles, invocation: Invocation, surroundings: Surroundings, jobId?: string) {
    this.#bucket = bucket;
    this.#files = files;
    this.#invocation = invocation;
    this.#surroundings = surroundings;
    this.#jobId = jobId;
  }

  async putFile(key: string, path: string, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    const content = this.#files.read(path);
    await this.#put(key, content);
    signal?.throwIfAborted();
  }

  async putText(key: string, text: string): Promise<void> {
    await this.#put(key, Buffer.from(text));
  }

  async get(key: string): Promise<Buffer | undefined> {
    return await this.#request(`get ${key}`, () => this.#bucket.objects.get(key));
  }

  async getListed(key: string): Promise<Buffer | undefined> {
    return await this.get(key);
  }

  async *list(prefix: string): AsyncGenerator<string> {
    yield* await this.#request(`list ${prefix}`, () => this.#bucket.keys(prefix));
  }

  /** One after the other; some may be left. */
  async remove(keys: readonly string[]): Promise<void> {
    await this.#request(`remove ${keys.length} from ${keys[0]}`, () => {
      const { faults, chance } = this.#surroundings;
      const isPartial = keys.length > 1 && faults.hits('unprocessed_items');
      for (const key of isPartial ? chance.some(keys) : keys) this.#bucket.remove(key, this.#invocation, this.#jobId);
      if (!isPartial) return;
      this.#invocation.disturbed = true;
      throw new Fault('Error', 'The bucket left objects that were to be removed.');
    });
  }

  async url(key: string): Promise<string> {
    return await Promise.resolve(`https://exports.example/${key}`);
  }

  async #put(key: string, content: Buffer): Promise<void> {
    await this.#request(`put ${key}`, () => {
      this.#bucket.put(key, content, this.#invocation, this.#jobId);
    });
  }

  async #request<T>(what: string, effect: () => T): Promise<T> {
    return await this.#invocation.request(what, () => {
      if (this.#surroundings.faults.hits('store_throttled')) {
        this.#invocation.disturbed = true;
        throw new Fault('SlowDown', 'The bucket is throttled.');
      }
      return effect();
    });
  }
}
