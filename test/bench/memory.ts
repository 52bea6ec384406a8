/** Measures how far a part of a program raises its memory. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const MB = 2 ** 20;
const EVERY_MS = 10;

/** V8's heap, garbage included, and the memory that it holds outside of the heap, such as buffers; in MB. */
const heapNow = (): number => {
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / MB;
};

export class MemoryWatch implements Disposable {
  /** The memory of the whole process when the watch began, including other threads and what ended threads have left; in MB. */
  readonly rssAtStartMb: number;
  readonly #heapAtStart: number;
  readonly #timer: NodeJS.Timeout;
  #heap = 0;
  #rss = 0;

  /** Collects garbage first, because earlier garbage would make the rise look smaller. */
  constructor() {
    setFlagsFromString('--expose-gc');
    (runInNewContext('gc') as () => void)();
    this.#heapAtStart = heapNow();
    this.rssAtStartMb = process.memoryUsage.rss() / MB;
    this.#timer = setInterval(() => this.look(), EVERY_MS);
  }

  /** Takes a sample now. Call it where the event loop is blocked for long, because the timer cannot fire there. */
  look(): void {
    this.#heap = Math.max(this.#heap, heapNow() - this.#heapAtStart);
    this.#rss = Math.max(this.#rss, process.memoryUsage.rss() / MB);
  }

  /** The greatest rise of the heap that was seen, in MB. */
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
