/** How far a measured part of a program raises its memory. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const MB = 2 ** 20;
const EVERY_MS = 10;

/** V8's heap with garbage, and what it holds outside of it: buffers. In MB. */
const heapNow = (): number => {
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / MB;
};

export class MemoryWatch implements Disposable {
  /** Of the whole process, other threads and what they left included. */
  readonly rssAtStartMb: number;
  readonly #heapAtStart: number;
  readonly #timer: NodeJS.Timeout;
  #heap = 0;
  #rss = 0;

  /** Starts with an empty heap, so that garbage of before does not make the rise look smaller. */
  constructor() {
    setFlagsFromString('--expose-gc');
    (runInNewContext('gc') as () => void)();
    this.#heapAtStart = heapNow();
    this.rssAtStartMb = process.memoryUsage.rss() / MB;
    this.#timer = setInterval(() => this.look(), EVERY_MS);
  }

  /** To be called where the event loop does not come round for long. */
  look(): void {
    this.#heap = Math.max(this.#heap, heapNow() - this.#heapAtStart);
    this.#rss = Math.max(this.#rss, process.memoryUsage.rss() / MB);
  }

  /** Greatest rise of the heap that was seen. */
  get heapMb(): number {
    return this.#heap;
  }

  get rssMb(): number {
    return this.#rss;
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }
}
