/** Chooses the jobs that tell what a night changed. */

export interface NightJob {
  readonly service: string;
  readonly policy?: string | undefined;
  readonly scope: { readonly accounts: unknown; readonly selectors?: readonly string[] | undefined; readonly regions: unknown };
  readonly totals?: { readonly inventory?: unknown; readonly scan?: unknown } | undefined;
}

/** The newest job of an operation that covered what a nightly one does; if none did, the newest. @param jobs the newest first */
export function newestJob<Job extends NightJob>(jobs: readonly Job[], operation: 'inventory' | 'scan'): Job | undefined {
  const ofOperation = jobs.filter(({ totals }) => totals?.[operation]);
  return ofOperation.find(isWhole) ?? ofOperation[0];
}

/** Every service, policy and region; every account, or those that a schedule selects. */
const isWhole = ({ service, policy = '*', scope: { accounts, selectors, regions } }: NightJob): boolean =>
  service === '*' && policy === '*' && regions === '*' && (accounts === '*' || selectors !== undefined);
