/**
 * What the core may know of the world only by argument: time and chance. The one place that provides the real
 * ones is `real-seams.ts`; tests and the simulation pass their own.
 */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  sleep(ms: number): Promise<void>;
}

export interface Random {
  /** `length` lower-case hexadecimal digits. */
  hex(length: number): string;
  /** A number in [0, 1). */
  fraction(): number;
}

/** Structured log: `message` is a static sentence, everything that varies is a field. */
export interface Log {
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
}

/** ISO 8601 UTC with milliseconds: how every time is stored. */
export const isoTime = (ms: number): string => new Date(ms).toISOString();

/** Epoch seconds: how every TTL is stored. */
export const epochSeconds = (ms: number): number => Math.floor(ms / 1000);
