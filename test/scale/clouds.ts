/** Two clouds: one of empty accounts that only take time to read, and one that lists all resources of an account. */
import pLimit from 'p-limit';
import type { CloudSession, FetchedResource } from '../../shared/clouds/cloud.ts';
import { GLOBAL_SEGMENT } from '../../shared/clouds/cloud.ts';
import { RateLimiter } from '../../shared/clouds/rate-limiter.ts';
import { AWS_SERVICES } from '../../shared/clouds/aws/types.generated.ts';
import type { ResourceType } from '../../shared/clouds/resource-type.ts';
import type { Clock } from '../../shared/seams.ts';
import type { FakeLogin } from '../support/agent-of.ts';
import { fetched, NETWORK } from '../support/fake-cloud.ts';
import { ACCOUNT_PROFILE, BUSY_REGIONS, CONFIG_BYTES, LATENCIES, REGIONS } from './model.ts';

/** How many resources of a page have their details read at once, as in `shared/clouds/aws/session.ts`. */
const DETAIL_CONCURRENCY = 8;

export type CloudAt = (clock: Clock) => FakeLogin;

/** The types of the accounts of `emptyCloud`. */
export const ONE_TYPE: readonly ResourceType[] = [NETWORK];

/** Every account is empty. `msOf`: how many milliseconds it takes to read the account. */
export const emptyCloud =
  (msOf: (accountId: string) => number): CloudAt =>
  (clock) => ({
    session: async (accountId): Promise<CloudSession> => {
      await clock.sleep(LATENCIES.cloud);
      return {
        regions: () => Promise.resolve([BUSY_REGIONS[0]]),
        async *fetch() {
          await clock.sleep(msOf(accountId));
          yield [];
        },
        apiCalls: () => 2,
        close: () => undefined,
      };
    },
  });

/** Accounts of `ACCOUNT_PROFILE`. `revisionOf`: a number for each resource; the resource differs from an earlier run if its number does. */
export const profileCloud =
  (revisionOf: (id: string) => number): CloudAt =>
  (clock) => ({
    session: async (_accountId, idleMs): Promise<CloudSession> => {
      await clock.sleep(LATENCIES.cloud);
      return new ProfileSession(clock, idleMs, revisionOf);
    },
  });

class ProfileSession implements CloudSession {
  readonly #clock: Clock;
  readonly #limiter: RateLimiter;
  readonly #revisionOf: (id: string) => number;
  #calls = 1;

  constructor(clock: Clock, idleMs: number, revisionOf: (id: string) => number) {
    this.#clock = clock;
    this.#limiter = new RateLimiter(clock, idleMs, AWS_SERVICES);
    this.#revisionOf = revisionOf;
  }

  async regions(): Promise<readonly string[]> {
    await this.#call('ec2', 'us-east-1');
    return REGIONS;
  }

  apiCalls(): number {
    return this.#calls;
  }

  close(): void {
    // The session holds nothing that must be closed.
  }

  async *fetch(type: ResourceType, segment: string): AsyncGenerator<readonly FetchedResource[]> {
    const { details = 0, page } = profileOf(type.type);
    const { service } = type;
    const ids = idsIn(type.type, segment);
    for (let start = 0; start === 0 || start < ids.length; start += page) {
      await this.#call(service, segment);
      const onPage = ids.slice(start, start + page);
      const limit = pLimit(DETAIL_CONCURRENCY);
      await Promise.all(onPage.map(() => limit(() => Promise.all(Array.from({ length: details }, () => this.#call(service, segment))))));
      yield onPage.map((id) => resource(id, this.#revisionOf(id)));
    }
  }

  async #call(service: string, segment: string): Promise<void> {
    await this.#limiter.take(service, segment, 'Describe');
    this.#calls += 1;
    await this.#clock.sleep(LATENCIES.cloud);
  }
}

function profileOf(type: string) {
  const profile = ACCOUNT_PROFILE[type];
  if (!profile) throw new Error(`test/scale/model.ts does not say how many ${type} an account has.`);
  return profile;
}

/** The ids of a type in a segment: those that every segment has, and the segment's share of those that are spread. */
export function idsIn(type: string, segment: string): readonly string[] {
  const { everywhere = 0, spread } = profileOf(type);
  const busy: readonly string[] = segment === GLOBAL_SEGMENT ? [GLOBAL_SEGMENT] : BUSY_REGIONS;
  const place = busy.indexOf(segment);
  const share = place < 0 ? 0 : Math.floor((spread + place) / busy.length);
  return Array.from({ length: everywhere + share }, (_, index) => `${type.split('::').join('-').toLowerCase()}-${segment}-${index}`);
}

const resource = (id: string, revision: number): FetchedResource =>
  fetched(id, {
    native_id: `arn:aws:service:${id}`,
    tags: { Owner: 'platform@example.com', CostCenter: 'CC-1000', Environment: 'production' },
    config: { Id: id, Revision: revision, Text: 'x'.repeat(CONFIG_BYTES) },
  });
