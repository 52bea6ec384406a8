/** Reads from an answer's headers how long to wait before the next request of the same limit. */

export type Headers = Readonly<Record<string, string>>;

/** Milliseconds. A longer pause than this is not waited for: the call fails as throttled, and the task comes again later. */
export const LONGEST_PAUSE = 60_000;

/** ARM's buckets of reads refill by 25 a second; below this number of remaining reads, other software of the subscription needs them more. */
const FEW_READS = 25;
/** Milliseconds in which ARM refills about as many reads. */
const READS_REFILL = 1000;

/** Milliseconds that a refusal (429, 503) asks to wait; undefined if it does not say. `now`: milliseconds since the epoch. */
export function retryAfter(headers: Headers, now: number): number | undefined {
  const seconds = headers['retry-after'];
  const milliseconds = headers['retry-after-ms'] ?? headers['x-ms-retry-after-ms'];
  if (milliseconds !== undefined && /^\d+$/.test(milliseconds)) return Number(milliseconds);
  if (seconds !== undefined && /^\d+(\.\d+)?$/.test(seconds)) return Math.ceil(Number(seconds) * 1000);
  const at = seconds === undefined ? NaN : Date.parse(seconds);
  if (!Number.isNaN(at)) return Math.max(0, at - now);
  return resetsAfter(headers);
}

/** Milliseconds to wait after an answer whose quota headers say that little or nothing is left; 0 if there is no need. */
export function pauseAfter(headers: Headers): number {
  if (headers['x-ms-user-quota-remaining'] === '0') return resetsAfter(headers) ?? 0;
  const remaining = ['x-ms-ratelimit-remaining-subscription-reads', 'x-ms-ratelimit-remaining-tenant-reads']
    .map((name) => headers[name])
    .filter((count) => count !== undefined && /^\d+$/.test(count))
    .map(Number);
  return remaining.some((count) => count < FEW_READS) ? READS_REFILL : 0;
}

/** Resource Graph's own header, `hh:mm:ss`, in milliseconds. */
function resetsAfter({ 'x-ms-user-quota-resets-after': text = '' }: Headers): number | undefined {
  const [, hours, minutes, seconds] = /^(\d{1,2}):(\d{2}):(\d{2})(?:\.\d+)?$/.exec(text) ?? [];
  return hours === undefined ? undefined : ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
}
