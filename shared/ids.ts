/** Branded ids, and the functions that build and parse them; no other module does. */
import { InvalidRequest } from './errors.ts';

declare const brand: unique symbol;
type Branded<T, B extends string> = T & { readonly [brand]: B };

/** `aws:123456789012`, `azure:<subscription>`, `azure:tenant/<tenant>` (a tenant's directory), `oci:<tenancy ocid>`. */
export type AccountId = Branded<string, 'AccountId'>;
export type JobId = Branded<string, 'JobId'>;
/** `<account_id>#<type>#<segment>`: the partition key of the slice's rows. */
export type SliceId = Branded<string, 'SliceId'>;
/** `<account_id>|<type>|<segment>|<resource_id>`: the whole identity of a resource. */
export type ResourceUid = Branded<string, 'ResourceUid'>;
/** `cus_<22 characters>`. */
export type CustomerId = Branded<string, 'CustomerId'>;

/** The clouds whose resources Muster reads. */
export const CLOUDS = ['aws', 'azure', 'oci'] as const;
export type Cloud = (typeof CLOUDS)[number];
/** Those, and what people register because no cloud lists it (docs/adr/0054-customers.md). */
export const PROVIDERS = [...CLOUDS, 'registered'] as const;
export type Provider = (typeof PROVIDERS)[number];

const NATIVE_ID = {
  aws: /^\d{12}$/,
  azure: /^(?:tenant\/)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  oci: /^ocid1\.tenancy\.[a-z0-9-]*\.[a-z0-9-]*\.[a-z0-9.]+$/,
  registered: /^muster$/,
} as const satisfies Record<Provider, RegExp>;

/** A regular expression for an account id as people write it. */
export const ACCOUNT_ID_PATTERN = `^(?:\\d{12}|${PROVIDERS.map((provider) => `${provider}:${NATIVE_ID[provider].source.slice(1, -1)}`).join('|')})$`;

const ACCOUNT_ID_FORMS = [
  'aws:123456789012 (or the bare 12 digits)',
  'azure:<subscription uuid>',
  'azure:tenant/<tenant uuid>',
  'oci:<tenancy ocid>',
];

/**
 * Reads an account id as people write it: a bare 12-digit id means AWS.
 * @throws InvalidRequest naming `field`
 */
export function parseAccountId(text: string, field = 'account_id'): AccountId {
  const full = /^\d{12}$/.test(text) ? `aws:${text}` : text;
  const separator = full.indexOf(':');
  const provider = PROVIDERS.find((known) => known === full.slice(0, separator));
  if (!provider || !NATIVE_ID[provider].test(full.slice(separator + 1))) {
    throw new InvalidRequest(
      field,
      `${field}: ${JSON.stringify(text.slice(0, 100))} is not an account id; write ${ACCOUNT_ID_FORMS.join(', ')}.`,
      ACCOUNT_ID_FORMS,
    );
  }
  return full as AccountId;
}

export const isCustomerId = (text: string): text is CustomerId => /^cus_[\w-]{22}$/.test(text);

export const providerOf = (accountId: AccountId): Provider => accountId.slice(0, accountId.indexOf(':')) as Provider;

/** Holds every registered resource, whoever owns it, so that a resource keeps its uid when its owner changes. */
export const REGISTERED_ACCOUNT = 'registered:muster' as AccountId;

/** Whether the account is one of a cloud, which an inventory can read. */
export const isOfCloud = (accountId: AccountId): boolean => providerOf(accountId) !== 'registered';

/** A class of accounts beside the usual ones of its provider, with resource types of its own: an Azure tenant's directory. */
export type AccountClass = 'directory';

/** Undefined for a usual account: an AWS account, an Azure subscription, an OCI tenancy. */
export const accountClassOf = (accountId: AccountId): AccountClass | undefined =>
  accountId.startsWith('azure:tenant/') ? 'directory' : undefined;

/** The accounts that hold the same resource types: those of a provider, or of one of its further classes. */
export type AccountGroup = Provider | `${Provider}/${AccountClass}`;

export const groupOf = (provider: Provider, accountClass: AccountClass | undefined): AccountGroup =>
  accountClass === undefined ? provider : `${provider}/${accountClass}`;

export const accountGroupOf = (accountId: AccountId): AccountGroup => groupOf(providerOf(accountId), accountClassOf(accountId));

/** The provider's own id: `aws:123456789012` → `123456789012`. */
export const nativeId = (accountId: AccountId): string => accountId.slice(accountId.indexOf(':') + 1);

export const sliceId = (accountId: AccountId, type: string, segment: string): SliceId => `${accountId}#${type}#${segment}` as SliceId;

export const resourceUid = (accountId: AccountId, type: string, segment: string, resourceId: string): ResourceUid =>
  `${accountId}|${type}|${segment}|${resourceId}` as ResourceUid;

export interface UidParts {
  readonly account_id: AccountId;
  readonly type: string;
  readonly segment: string;
  readonly resource_id: string;
}

/** Undefined if `text` is not a uid. The resource id is the rest, so it may itself contain `|`. */
export function parseResourceUid(text: string): UidParts | undefined {
  const [accountId, type, segment, ...rest] = text.split('|');
  if (!accountId || !type || !segment || rest.length === 0) return undefined;
  const resourceId = rest.join('|');
  return resourceId === '' ? undefined : { account_id: accountId as AccountId, type, segment, resource_id: resourceId };
}

/** The key of a resource's row in the table `resources`. */
export type ResourceKey = { readonly slice_id: SliceId; readonly resource_id: string };

/** @throws Error if `uid` is not the uid of a resource; text that people wrote goes through `parseResourceUid` first */
export function resourceKey(uid: string): ResourceKey {
  const parts = parseResourceUid(uid);
  if (!parts) throw new Error(`${JSON.stringify(uid)} is not the uid of a resource.`);
  return { slice_id: sliceId(parts.account_id, parts.type, parts.segment), resource_id: parts.resource_id };
}
