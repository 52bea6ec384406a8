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
  readonly #heapAtStart: number;
  readonly #rssAtStart: number;
  readonly #timer: NodeJS.Timeout;
  #heap = 0;

  /** Starts with an empty heap, so that garbage of before does not make the rise look smaller. */
  constructor() {
    setFlagsFromString('--expose-gc');
    (runInNewContext('gc') as () => void)();
    this.#heapAtStart = heapNow();
    this.#rssAtStart = process.memoryUsage().rss / MB;
    this.#timer = setInterval(() => this.look(), EVERY_MS);
  }

  /** To be called where the event loop does not come round for long. */
  look(): void {
    this.#heap = Math.max(this.#heap, heapNow() - this.#heapAtStart);
  }

  /** Greatest rise of the heap that was seen. */
  get heapMb(): number {
    return this.#heap;
  }

  /** Greatest rise of the whole process, as the operating system saw it; what came before may have been greater already. */
  get rssMb(): number {
    return process.resourceUsage().maxRSS / 1024 - this.#rssAtStart;
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }
}
