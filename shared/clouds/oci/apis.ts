/** The APIs of OCI that Muster reads: their hosts, the versions in their paths, and their request limits. */
import type { ApiLimit } from '../types/definition.ts';

export interface OciApi {
  /** The host's template. An API without one is called at a host that an item names. */
  readonly host?: string;
  /** The part of every path that names the API's version: `/20160918`. */
  readonly version: string;
  readonly limit: ApiLimit;
}

/**
 * OCI publishes no limits of its reads. Muster assumes this many for each API and region and takes half of them; where that is too many,
 * OCI answers 429, which is obeyed.
 */
const READS: ApiLimit = { perSecond: 20, burst: 40 };

export const APIS = {
  audit: { host: 'audit.{region}.{domain}', version: '/20190901', limit: READS },
  cloudguard: { host: 'cloudguard-cp-api.{region}.oci.{domain}', version: '/20200131', limit: READS },
  containerengine: { host: 'containerengine.{region}.oci.{domain}', version: '/20180222', limit: READS },
  core: { host: 'iaas.{region}.{domain}', version: '/20160918', limit: READS },
  database: { host: 'database.{region}.{domain}', version: '/20160918', limit: READS },
  events: { host: 'events.{region}.oci.{domain}', version: '/20181201', limit: READS },
  filestorage: { host: 'filestorage.{region}.oci.{domain}', version: '/20171215', limit: READS },
  functions: { host: 'functions.{region}.oci.{domain}', version: '/20181201', limit: READS },
  identity: { host: 'identity.{region}.oci.{domain}', version: '/20160918', limit: READS },
  identitydomains: { version: '/admin/v1', limit: READS },
  kms: { host: 'kms.{region}.{domain}', version: '/20180608', limit: READS },
  kmsvault: { version: '/20180608', limit: READS },
  loadbalancer: { host: 'iaas.{region}.{domain}', version: '/20170115', limit: READS },
  logging: { host: 'logging.{region}.oci.{domain}', version: '/20200531', limit: READS },
  networkloadbalancer: { host: 'network-load-balancer-api.{region}.oci.{domain}', version: '/20200501', limit: READS },
  objectstorage: { host: 'objectstorage.{region}.{domain}', version: '', limit: READS },
  ons: { host: 'notification.{region}.{domain}', version: '/20181201', limit: READS },
  search: { host: 'query.{region}.oci.{domain}', version: '/20180409', limit: READS },
} as const satisfies Readonly<Record<string, OciApi>>;

export type ApiId = keyof typeof APIS;
