/** A small tenancy that the loopback server answers for: what stands in it is data, and a test may change any of it. */
import type { OciRequest, OciResponse } from './oci-server.ts';
import { TENANCY } from './keys.ts';

export const HOME = 'us-ashburn-1';
export const OTHER_REGION = 'us-phoenix-1';

export const NETWORK = 'ocid1.compartment.oc1..aaaaaaaanetwork';
export const SECRET = 'ocid1.compartment.oc1..aaaaaaaasecret';

/** Lists by region, API path and compartment, and single objects by region and path; `*` as the region stands for all of them. */
export class Estate {
  readonly compartments: Record<string, unknown>[] = [
    { id: NETWORK, compartmentId: TENANCY, name: 'network', lifecycleState: 'ACTIVE' },
    { id: SECRET, compartmentId: NETWORK, name: 'secret', lifecycleState: 'ACTIVE' },
  ];
  /** `us-phoenix-1 /20160918/vcns <compartment>` → items. */
  readonly lists = new Map<string, readonly unknown[]>();
  /** `us-phoenix-1 /20160918/instances/<id>` → the object. */
  readonly objects = new Map<string, unknown>();
  /** Answers that stand in the place of all others, by `us-phoenix-1 <path>` with or without ` <compartment>`. */
  readonly refusals = new Map<string, OciResponse>();
  pageSize = 2;

  answer(request: OciRequest): OciResponse | undefined {
    const { host, path, query } = request;
    const region = /\.((?:[a-z]+-)+\d)\./.exec(host)?.[1] ?? '*';
    const compartment = query.get('compartmentId') ?? '';
    const places = [region, '*'].flatMap((place) => [`${place} ${path} ${compartment}`, `${place} ${path}`]);
    for (const place of places) {
      const refusal = this.refusals.get(place);
      if (refusal) return refusal;
    }
    if (path === `/20160918/tenancies/${TENANCY}/regionSubscriptions`) {
      return { body: [HOME, OTHER_REGION].map((regionName) => ({ regionName, status: 'READY', isHomeRegion: regionName === HOME })) };
    }
    if (path === `/20160918/tenancies/${TENANCY}`) return { body: { id: TENANCY, name: 'acme' } };
    if (path === '/20160918/compartments') return this.#page(this.compartments, query);
    const compartmentId = /^\/20160918\/compartments\/(.+)$/.exec(path)?.[1];
    if (compartmentId !== undefined) {
      const body = this.compartments.find(({ id }) => id === compartmentId);
      return body ? { body } : undefined;
    }
    if (path === '/20160918/availabilityDomains') return { body: ['AD-1', 'AD-2'].map((name) => ({ name: `Uocm:${region}-${name}` })) };
    if (path === '/n') return { body: '"acmespace"' };
    for (const place of places) {
      const object = this.objects.get(place);
      if (object !== undefined) return { body: object };
      const list = this.lists.get(place);
      if (list) return this.#page(list, query);
    }
    // A list of a compartment in which there is nothing.
    return compartment === '' ? undefined : { body: [] };
  }

  #page(items: readonly unknown[], query: URLSearchParams): OciResponse {
    const from = Number(query.get('page') ?? '0');
    const body = items.slice(from, from + this.pageSize);
    const isLast = from + this.pageSize >= items.length;
    return { body, headers: isLast ? {} : { 'opc-next-page': String(from + this.pageSize) } };
  }
}
