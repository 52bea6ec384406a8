/**
 * The AWS services that Muster reads, with the published limits of their read calls. A session holds one token bucket
 * per (region, service) at `HEADROOM` of these, so that an inventory never eats the account's own API budget.
 */
export interface ApiLimit {
  /** Requests a second, sustained. */
  readonly perSecond: number;
  /** Requests that may come at once. */
  readonly burst: number;
}

/** Share of a published limit that Muster allows itself. */
export const HEADROOM = 0.5;

export const SERVICES = {
  // https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html (Describe*, paginated)
  ec2: { perSecond: 20, burst: 100 },
  // Not published for bucket configuration reads; object reads allow 5,500 a second and prefix.
  s3: { perSecond: 200, burst: 200 },
  // Not published; about 15 a second is observed for Get* and List*.
  iam: { perSecond: 15, burst: 30 },
  // Not published for Describe*; throttling is observed well above this.
  rds: { perSecond: 20, burst: 40 },
  // https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html (control plane, all calls together)
  lambda: { perSecond: 15, burst: 15 },
} as const satisfies Record<string, ApiLimit>;

export type AwsService = keyof typeof SERVICES;
