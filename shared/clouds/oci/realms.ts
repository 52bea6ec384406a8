/** The realms of OCI, the regions and the domain of each, and the hosts of their services. */
import { CloudError } from '../cloud-error.ts';
import { REALMS } from './regions.generated.ts';

interface Realm {
  /** `oraclecloud.com`: the domain under which all services of the realm have their hosts. */
  readonly domain: string;
  /** The keys of the regions by their names: `phx` for `us-phoenix-1`. The list is as new as the SDK that it was made from. */
  readonly regions: Readonly<Record<string, string>>;
}

const ALL: Readonly<Record<string, Realm>> = REALMS;
const KNOWN = Object.values(ALL)
  .flatMap(({ regions }) => Object.keys(regions))
  .toSorted();

/** The names of all regions of all realms, sorted. */
export const knownRegions = (): readonly string[] => KNOWN;

/** The form of a region's name, which becomes a part of host names. */
export const REGION_NAME = /^[a-z]{2,8}(?:-[a-z]{2,20}){1,3}-\d{1,2}$/;

/** The form of a realm's domain. */
export const DOMAIN_NAME = /^(?=.{4,100}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,20}$/;

/** The name of a region that is written as its name or as its key (`phx`, `PHX`); a text that is neither comes back as it is, in lower case. */
export function regionNamed(text: string): string {
  const written = text.trim().toLowerCase();
  for (const { regions } of Object.values(ALL)) {
    const named = Object.entries(regions).find(([, key]) => key === written);
    if (named) return named[0];
  }
  return written;
}

/** The realm in an OCID: `oc1` in `ocid1.tenancy.oc1..aaaa`. Undefined if the text is no OCID. */
export const realmOf = (ocid: string): string | undefined => /^ocid1\.[a-z0-9]+\.([a-z0-9-]+)\./.exec(ocid)?.[1];

/** The domain of the tenancy's realm; undefined if Muster does not know that realm. */
export const domainOf = (tenancy: string): string | undefined => ALL[realmOf(tenancy) ?? '']?.domain;

/** The domain of the realm that the region belongs to; undefined for a region that the installed list does not have. */
export const domainOfRegion = (region: string): string | undefined => Object.values(ALL).find(({ regions }) => region in regions)?.domain;

/**
 * Puts region and domain into a service's template: `iaas.{region}.{domain}` → `iaas.us-phoenix-1.oraclecloud.com`.
 * @throws CloudError unless both have the form of such names, because a signed request must not be sent to any other host
 */
export function hostOf(template: string, region: string, domain: string): string {
  if (REGION_NAME.test(region) && DOMAIN_NAME.test(domain)) return template.replaceAll('{region}', region).replaceAll('{domain}', domain);
  throw new CloudError(
    `${quoted(region)} and ${quoted(domain)} are not the names of a region and of a realm's domain, such as us-phoenix-1 and oraclecloud.com, so no request was sent there.`,
    { class: 'invalid', error_code: 'UnknownHost' },
  );
}

/** A text that may hold anything, for a message. */
export const quoted = (text: string): string => JSON.stringify(text.slice(0, 40));

/**
 * The base of a URL that an item of the cloud names, such as a vault's management endpoint. Undefined unless it is an https URL of a host under
 * the realm's domain without a login or a port other than 443: a signed request must not be sent anywhere else.
 */
export function checkedBase(text: unknown, domain: string): URL | undefined {
  if (typeof text !== 'string') return undefined;
  const url = URL.parse(text);
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '' || url.port !== '') return undefined;
  return url.hostname.endsWith(`.${domain}`) ? url : undefined;
}
