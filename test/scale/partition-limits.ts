/** The limit of each partition key of each table: how many units a second it allows. */
import { PARTITION_LIMITS } from './model.ts';

/** The most buckets that are kept. Beyond it, full buckets are dropped, because they equal new ones. */
const MAX_KEPT = 20_000;

export type Direction = keyof typeof PARTITION_LIMITS;

interface Bucket {
  tokens: number;
  at: number;
}

export class PartitionLimits {
  readonly #buckets = new Map<string, Bucket>();

  /** Whether a request may pass now. As in DynamoDB, its cost is only known afterwards. */
  admits(direction: Direction, partition: string, now: number): boolean {
    return this.#bucket(direction, partition, now).tokens > 0;
  }

  spend(direction: Direction, partition: string, units: number, now: number): void {
    this.#bucket(direction, partition, now).tokens -= units;
  }

  #bucket(direction: Direction, partition: string, now: number): Bucket {
    const key = `${direction} ${partition}`;
    const perSecond = PARTITION_LIMITS[direction];
    let bucket = this.#buckets.get(key);
    if (!bucket && this.#buckets.size >= MAX_KEPT) this.#forgetFull(now);
    if (!bucket) this.#buckets.set(key, (bucket = { tokens: perSecond, at: now }));
    bucket.tokens = Math.min(perSecond, bucket.tokens + ((now - bucket.at) / 1000) * perSecond);
    bucket.at = now;
    return bucket;
  }

  #forgetFull(now: number): void {
    for (const [key, { tokens, at }] of this.#buckets) {
      const perSecond = key.startsWith('read ') ? PARTITION_LIMITS.read : PARTITION_LIMITS.write;
      if (tokens + ((now - at) / 1000) * perSecond >= perSecond) this.#buckets.delete(key);
    }
  }
}
