/** OCI in virtual time: every list is empty, requests take time, and the assumed limits of requests are enforced. */
import type { Send } from '../../shared/clouds/oci/access/transport.ts';
import type { Clock } from '../../shared/seams.ts';
import { CLOUD_LIMITS, LATENCIES } from './model.ts';
import { Buckets, type LimitFigures } from './request-limits.ts';

/** A tenancy's compartments beside its root, and its availability domains in each region. */
export const OCI_FRAME = { regions: ['us-ashburn-1', 'us-phoenix-1'], compartments: 3, availability_domains: 3 } as const;

export class OciWire {
  readonly #clock: Clock;
  readonly #buckets: Buckets;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#buckets = new Buckets(clock, CLOUD_LIMITS.oci);
  }

  /** The requests of a tenancy. A host stands for an API in a region. */
  sendOf(tenancy: string): Send {
    return async ({ method, url }) => {
      const wait = this.#buckets.refuse(`${tenancy} ${url.host}`);
      await this.#clock.sleep(LATENCIES.cloud);
      if (wait !== undefined) {
        const text = JSON.stringify({ code: 'TooManyRequests', message: 'Too many.' });
        return { status: 429, headers: { 'retry-after': String(Math.ceil(wait / 1000)) }, text };
      }
      return { status: 200, headers: {}, text: JSON.stringify(bodyOf(method, url.pathname, tenancy)) };
    };
  }

  figures(): LimitFigures {
    return this.#buckets.figures('OCI: reads of an API in a region of a tenancy');
  }
}

function bodyOf(method: string, path: string, tenancy: string): unknown {
  if (method === 'POST' || LISTS_IN_OBJECTS.test(path)) return { items: [] };
  if (SETTINGS.test(path)) return { id: tenancy, compartmentId: tenancy };
  if (path === '/20160918/compartments') {
    return Array.from({ length: OCI_FRAME.compartments }, (_, index) => ({
      id: `${tenancy}.compartment${index}`,
      compartmentId: tenancy,
      name: `compartment${index}`,
      lifecycleState: 'ACTIVE',
    }));
  }
  if (path === '/20160918/availabilityDomains') {
    return Array.from({ length: OCI_FRAME.availability_domains }, (_, index) => ({ name: `Uocm:AD-${index + 1}` }));
  }
  return path === '/n' ? 'namespace' : [];
}

const LISTS_IN_OBJECTS = /\/(targets|networkLoadBalancers)$/;
/** The resources that every tenancy has once. */
const SETTINGS = /\/(authenticationPolicies|tenancies)\/[^/]+$|\/configuration$/;
