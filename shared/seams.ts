/**
 * Time, randomness and the log, which the core gets by argument only. `real-seams.ts` provides the real ones; tests and the
 * simulation pass their own.
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

/** A structured log: `message` is a static sentence, and everything that varies is a field. */
export interface Log {
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
}

/** A time as it is stored: ISO 8601 in UTC with milliseconds. */
export const isoTime = (ms: number): string => new Date(ms).toISOString();

/** A time to live as it is stored: whole seconds since the epoch. */
export const epochSeconds = (ms: number): number => Math.floor(ms / 1000);
