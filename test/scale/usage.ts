/** Counts the time, requests and units that an invocation used, and sums them up. */
export interface Usage {
  invocations: number;
  failures: number;
  busy_ms: number;
  longest_ms: number;
  reads: number;
  rows_read: number;
  rru: number;
  writes: number;
  wru: number;
  /** Writes whose condition failed: billed like the others. */
  refused: number;
  /** Requests that a partition's limit turned away; the SDK sent them again. */
  throttled: number;
  sqs_requests: number;
  messages_sent: number;
}

export const noUsage = (): Usage => ({
  invocations: 0,
  failures: 0,
  busy_ms: 0,
  longest_ms: 0,
  reads: 0,
  rows_read: 0,
  rru: 0,
  writes: 0,
  wru: 0,
  refused: 0,
  throttled: 0,
  sqs_requests: 0,
  messages_sent: 0,
});

export function addUsage(into: Usage, usage: Usage): void {
  for (const name of Object.keys(into) as (keyof Usage)[]) {
    into[name] = name === 'longest_ms' ? Math.max(into[name], usage[name]) : into[name] + usage[name];
  }
}
