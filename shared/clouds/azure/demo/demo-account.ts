/** One subscription, or one tenant's directory, of the demo estate on one day: its resources and its answers to the calls of definitions. */
import { join } from 'node:path';
import type { AccountProfile, Fault } from '../../demo/account-context.ts';
import type { OwnedType } from '../../demo/bindings.ts';
import { AccountEstate, SampleLibrary } from '../../demo/estate.ts';
import { type IndexedAnswer, indexRequests, type RestForm } from '../../demo/request-index.ts';
import type { Quirks } from '../../demo/sample-file.ts';
import type { SampleResource } from '../../demo/samples.ts';
import type { DemoSettings } from '../../demo/settings.ts';
import type { Call, Item } from '../../types/definition.ts';
import { AZURE_CLOUDS } from '../hosts.ts';
import { SERVICE_LOADERS } from '../readers.generated.ts';
import { Refused } from '../../demo/refused.ts';
import { type AzureTrait, FAULT_RULES, UNREGISTERED } from './tenants.ts';
import { UNDECLARED, undeclaredResources } from './undeclared.ts';

const GLOBAL = 'global';

export const LIBRARY = new SampleLibrary(join(import.meta.dirname, '..'));

/** Every declared type with its service, and those that the demo has without a definition. */
export async function loadTypes(): Promise<readonly OwnedType[]> {
  const loaded = await Promise.all(Object.entries(SERVICE_LOADERS).map(async ([id, load]) => ({ id, ...(await load()).DEFINITIONS })));
  return [...loaded.flatMap(({ id, types }) => types.map((type) => ({ service: id, type }))), ...UNDECLARED];
}

export class DemoAccount {
  readonly profile: AccountProfile & { readonly trait: AzureTrait | undefined };
  readonly types: readonly OwnedType[];
  readonly #estate: AccountEstate;
  #answers: ReadonlyMap<string, IndexedAnswer> | undefined;

  constructor(
    profile: AccountProfile & { readonly trait: AzureTrait | undefined },
    kind: 'subscription' | 'directory',
    day: DemoSettings['day'],
    types: readonly OwnedType[],
  ) {
    this.profile = profile;
    this.types = types.filter(({ type }) => (type.account === 'directory') === (kind === 'directory'));
    this.#estate = new AccountEstate(profile, { library: LIBRARY, day, regions: [], rules: FAULT_RULES });
  }

  /** The answers to the calls of definitions, by `requestKey`. */
  get answers(): ReadonlyMap<string, IndexedAnswer> {
    this.#answers ??= indexRequests({
      types: this.types,
      resources: (of) => this.resources(of),
      form: formOf(this.profile),
    });
    return this.#answers;
  }

  resources({ service, type: { type } }: OwnedType): readonly SampleResource[] {
    if (this.isUnregistered(type)) return [];
    return undeclaredResources(type, this.profile) ?? this.#estate.resources({ service, type, segment: GLOBAL });
  }

  faults(): readonly Fault[] {
    return this.#estate.faults(this.types.map(({ service, type: { type } }) => ({ service, type, global: true })));
  }

  quirksOf(service: string): Quirks {
    const quirks = LIBRARY.service(service)?.quirks;
    if (!quirks) throw new TypeError(`${service}/samples.yaml has no part "service".`);
    return quirks;
  }

  isUnregistered(type: string): boolean {
    return this.profile.trait === 'providers_unregistered' && UNREGISTERED.some((namespace) => type.startsWith(`${namespace}/`));
  }

  /** Whether the login lacks the permission in the whole account. */
  isDenied(permission: string): boolean {
    return this.profile.trait === 'policies_denied' && permission === 'Policy.Read.All';
  }

  /** @throws Refused as Resource Manager does if the subscription has not registered the provider of the call */
  checkRegistered(permission: string): void {
    if (!this.isUnregistered(permission)) return;
    const [namespace = ''] = permission.split('/');
    throw new Refused({
      code: 'MissingSubscriptionRegistration',
      status: 409,
      message: `The subscription is not registered to use namespace '${namespace}'. See https://aka.ms/rps-not-found for how to register subscriptions.`,
    });
  }
}

/** The item of Resource Manager's list of all resources for one resource. */
const GENERIC: ReadonlySet<string> = new Set(['id', 'name', 'type', 'location', 'tags', 'sku', 'kind']);

const formOf = ({ id, variables }: AccountProfile): RestForm => ({
  place: { subscription: id, tenant: String(variables?.['tenant']) },
  // The path of a vault's call begins with the vault's URL, which ends with a slash.
  urlOf: ({ api }: Call, path) =>
    api === 'vault' ? path.replace(/(?<!:)\/\//, '/') : `${AZURE_CLOUDS.public[api === 'graph' ? 'graph' : 'management']}${path}`,
  inBody: (path) => path,
  partsOf: () => [{ values: {}, holds: () => true }],
  isBelow: (child, parent) => child.id.toLowerCase().startsWith(`${parent.id.toLowerCase()}/`),
  summaryOf: (config: Item) => Object.fromEntries(Object.entries(config).filter(([name]) => GENERIC.has(name))),
});
