/** The real clock, source of randomness and log. No other module in shared/ uses them directly. */
import { randomBytes } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { escapedJson } from './control-characters.ts';
import { redacted } from './redact.ts';
import type { Clock, Log, Random } from './seams.ts';

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (ms) => {
    await sleep(ms);
  },
};

/** A clock whose `sleep` rejects with the signal's reason when the signal is aborted. */
export function interruptibleClock(signal: AbortSignal): Clock {
  // Every sleep adds a listener, so there may be many.
  setMaxListeners(0, signal);
  return {
    now: () => systemClock.now(),
    sleep: async (ms) => {
      await sleep(ms, undefined, { signal });
    },
  };
}

export const systemRandom: Random = {
  hex: (length) =>
    randomBytes(Math.ceil(length / 2))
      .toString('hex')
      .slice(0, length),
  fraction: () => randomBytes(4).readUInt32BE() / 2 ** 32,
};

/** Writes each record as one line of JSON to stdout, without secrets. */
export function jsonLog(write: (line: string) => void = (line) => process.stdout.write(line)): Log {
  const line =
    (level: string) =>
    (message: string, fields: Readonly<Record<string, unknown>> = {}): void => {
      write(`${escapedJson(JSON.stringify(redacted({ level, time: new Date().toISOString(), message, ...fields })))}\n`);
    };
  return { info: line('INFO'), warn: line('WARN'), error: line('ERROR') };
}
