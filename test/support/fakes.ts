/** Seams that a test controls: a clock that the test moves, random numbers that repeat, a log, metrics and spans that are kept. */
import type { MetricDimensions, Metrics, MetricSetName, MetricValues } from '../../shared/observability/metrics.ts';
import type { Span, Spans } from '../../shared/observability/spans.ts';
import type { Queue, OutgoingMessage, QueueDepth } from '../../shared/queues/queue.ts';
import type { Clock, Log, Random } from '../../shared/seams.ts';

export class ManualClock implements Clock {
  #now: number;

  constructor(start = Date.parse('2026-11-21T14:30:22.000Z')) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  /** Moves the clock and returns at once. */
  async sleep(ms: number): Promise<void> {
    this.#now += ms;
  }

  advance(ms: number): void {
    this.#now += ms;
  }
}

export class CountingRandom implements Random {
  #next = 0;

  hex(length: number): string {
    this.#next += 1;
    return this.#next.toString(16).padStart(length, '0').slice(-length);
  }

  fraction(): number {
    return 0.5;
  }
}

export interface LogEntry {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Counts nothing. */
export const NO_METRICS: Metrics = { count: () => undefined };

export interface CountedEvent {
  readonly set: MetricSetName;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, number>>;
}

export class KeptMetrics implements Metrics {
  readonly events: CountedEvent[] = [];

  count<S extends MetricSetName>(set: S, dimensions: MetricDimensions<S>, values: MetricValues<S>): void {
    this.events.push({ set, dimensions: { ...dimensions }, values });
  }

  of(set: MetricSetName): readonly CountedEvent[] {
    return this.events.filter((event) => event.set === set);
  }
}

export interface KeptSpan {
  /** The span's name after the names of the spans that contain it: `scan task/load`. */
  readonly path: string;
  readonly fields: Record<string, string>;
  ended: number;
  error: unknown;
}

export class KeptSpans implements Spans {
  readonly spans: KeptSpan[] = [];

  begin(name: string): Promise<Span> {
    return Promise.resolve(this.#begin(name));
  }

  #begin(path: string): Span {
    const span: KeptSpan = { path, fields: {}, ended: 0, error: undefined };
    this.spans.push(span);
    return {
      begin: (name) => this.#begin(`${path}/${name}`),
      annotate: (fields) => void Object.assign(span.fields, fields),
      end: (error) => {
        span.ended += 1;
        span.error = error;
      },
    };
  }
}

export class KeptLog implements Log {
  readonly entries: LogEntry[] = [];

  info(message: string, fields: Readonly<Record<string, unknown>> = {}): void {
    this.entries.push({ level: 'info', message, fields });
  }

  warn(message: string, fields: Readonly<Record<string, unknown>> = {}): void {
    this.entries.push({ level: 'warn', message, fields });
  }

  error(message: string, fields: Readonly<Record<string, unknown>> = {}): void {
    this.entries.push({ level: 'error', message, fields });
  }
}

/** Keeps the sent messages until a test takes them. */
export class HeldQueue implements Queue {
  readonly messages: OutgoingMessage[] = [];
  readonly redeliveries: { readonly receipt: string; readonly seconds: number }[] = [];

  async send(messages: readonly OutgoingMessage[]): Promise<void> {
    this.messages.push(...messages);
  }

  async delayRedelivery(receipt: string, seconds: number): Promise<void> {
    this.redeliveries.push({ receipt, seconds });
  }

  depth(): Promise<QueueDepth> {
    return Promise.resolve({ visible: this.messages.length, in_flight: 0, delayed: 0 });
  }
}
