/** Answers the requests that belong to no resource type: the compartments, the availability domains, the namespace, and Resource Search. */
import { pageOf } from '../../demo/paging.ts';
import type { SampleResource } from '../../demo/samples.ts';
import type { Item } from '../../types/definition.ts';
import type { DemoAccount, RegionalType } from './demo-account.ts';
import { Refused } from '../../demo/refused.ts';
import { notAuthorizedOrNotFound } from './not-authorized.ts';
import { DOMAINS, VANISHED } from './tenancies.ts';
import { undeclaredSummaries } from './undeclared.ts';

export interface Framed {
  readonly body: unknown;
  readonly next?: string | undefined;
}

const SEARCH_PAGE = 1000;

/** Undefined for a request that the samples answer. @throws Refused */
export function answerFrame(url: URL, body: string | undefined, account: DemoAccount): Framed | undefined {
  const region = account.regions.find((each) => url.host.split('.').includes(each)) ?? account.tenancy.primary;
  switch (url.pathname) {
    case '/20160918/availabilityDomains':
      return { body: (DOMAINS[region] ?? []).map((name) => ({ name, id: `ocid1.availabilitydomain.oc1..${name.toLowerCase()}` })) };
    case '/20160918/compartments':
      // The tenancy's frame and the type Compartment ask for the same list, in pages of their own.
      return { body: account.compartments.map(({ config }) => config) };
    case '/n':
      return { body: account.tenancy.namespace };
    case '/20180409/resources':
      return search(body, url.searchParams.get('page') ?? undefined, region, account);
    default:
      return compartmentAt(url, account);
  }
}

function compartmentAt({ pathname }: URL, account: DemoAccount): Framed | undefined {
  const [, id] = /^\/20160918\/compartments\/([^/]+)$/.exec(pathname) ?? [];
  if (id === undefined) return undefined;
  const found = account.compartments.find((each) => each.id === decodeURIComponent(id));
  if (!found) throw notAuthorizedOrNotFound();
  return { body: VANISHED.has(nameOf(found)) ? { ...found.config, lifecycleState: 'DELETED' } : found.config };
}

const nameOf = ({ config }: SampleResource): string => String(config['name']);

/** Answers Muster's two queries: `query all resources`, and the same of one type. */
function search(body: string | undefined, token: string | undefined, region: string, account: DemoAccount): Framed {
  const { query } = JSON.parse(body ?? '{}') as { readonly query?: string };
  const [, what = ''] = /^query (\w+) resources$/.exec(query ?? '') ?? [];
  const refused = (message: string): Refused => new Refused({ code: 'InvalidParameter', status: 400, message });
  if (what === '') throw refused(`The demo estate does not know the query ${String(query)}.`);
  const all = summariesIn(region, account).filter(({ resourceType }) => what === 'all' || resourceType === what);
  const { items, next } = pageOf(all, { list: what, size: undefined, cap: SEARCH_PAGE, token, refused });
  return { body: { items }, next };
}

function summariesIn(region: string, account: DemoAccount): readonly Item[] {
  const compartment = account.compartments.find((each) => nameOf(each) === 'production');
  const undeclared = compartment
    ? undeclaredSummaries({
        tenancy: account.tenancy.id,
        region,
        compartment: compartment.id,
        created: String(compartment.config['timeCreated']),
      })
    : [];
  const declared = account.types.flatMap((type) => account.resources(type, region).map((resource) => summaryOf(type, resource)));
  return [...declared, ...undeclared].map((each) => ({
    ...each,
    systemTags: {},
    searchContext: null,
    identityContext: {},
    additionalDetails: {},
  }));
}

const summaryOf = ({ type }: RegionalType, { id, config }: SampleResource): Item => ({
  resourceType: type.type,
  identifier: id,
  compartmentId: config['compartmentId'] ?? null,
  displayName: config['displayName'] ?? config['name'] ?? null,
  timeCreated: config['timeCreated'] ?? null,
  availabilityDomain: config['availabilityDomain'] ?? null,
  lifecycleState: config['lifecycleState'] ?? null,
  freeformTags: config['freeformTags'] ?? {},
  definedTags: config['definedTags'] ?? {},
});
