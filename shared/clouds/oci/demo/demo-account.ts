/** One tenancy of the demo estate on one day: its resources and its answers to the calls of definitions. */
import { join } from 'node:path';
import type { Fault } from '../../demo/account-context.ts';
import type { OwnedType } from '../../demo/bindings.ts';
import { AccountEstate, SampleLibrary } from '../../demo/estate.ts';
import { type IndexedAnswer, indexRequests, type ListPart, type RestForm } from '../../demo/request-index.ts';
import type { Quirks } from '../../demo/sample-file.ts';
import type { SampleResource } from '../../demo/samples.ts';
import type { DemoSettings } from '../../demo/settings.ts';
import type { Call, Item, ListCall } from '../../types/definition.ts';
import { GLOBAL_SEGMENT } from '../../cloud.ts';
import { APIS, type OciApi } from '../apis.ts';
import { apiOf } from '../oci-transport.ts';
import { SERVICE_LOADERS } from '../readers.generated.ts';
import { domainOf, hostOf } from '../realms.ts';
import { type DemoTenancy, DOMAINS, FAULT_RULES } from './tenancies.ts';

export const LIBRARY = new SampleLibrary(join(import.meta.dirname, '..'));

export interface RegionalType extends OwnedType {
  /** Whether it belongs to the tenancy and is read in the home region. */
  readonly global: boolean;
}

/** Every declared type with its service. */
export async function loadTypes(): Promise<readonly RegionalType[]> {
  const loaded = await Promise.all(Object.values(SERVICE_LOADERS).map(async (load) => (await load()).DEFINITIONS));
  return loaded.flatMap(({ service, types }) => types.map((type) => ({ service: service.id, type, global: service.global === true })));
}

export class DemoAccount {
  readonly tenancy: DemoTenancy;
  readonly types: readonly RegionalType[];
  readonly regions: readonly string[];
  readonly domain: string;
  readonly #estate: AccountEstate;
  #answers: ReadonlyMap<string, IndexedAnswer> | undefined;

  constructor(tenancy: DemoTenancy, day: DemoSettings['day'], types: readonly RegionalType[]) {
    this.tenancy = tenancy;
    this.types = types;
    this.regions = [tenancy.primary, tenancy.secondary];
    this.domain = domainOf(tenancy.id) ?? '';
    this.#estate = new AccountEstate(tenancy, { library: LIBRARY, day, regions: this.regions, rules: FAULT_RULES });
  }

  /** The answers to the calls of definitions in all regions, by `requestKey`. */
  get answers(): ReadonlyMap<string, IndexedAnswer> {
    this.#answers ??= new Map(this.regions.flatMap((region) => [...this.#answersIn(region)]));
    return this.#answers;
  }

  /** The compartments below the root, as the list of compartments has them. */
  get compartments(): readonly SampleResource[] {
    const type = this.types.find((each) => each.type.type === 'Compartment');
    return type ? this.resources(type, this.tenancy.primary) : [];
  }

  /** The resources of a type that its lists in the region have. */
  resources({ service, type: { type }, global }: RegionalType, region: string): readonly SampleResource[] {
    if (!global) return this.#estate.resources({ service, type, segment: region });
    return region === this.tenancy.primary ? this.#estate.resources({ service, type, segment: GLOBAL_SEGMENT }) : [];
  }

  faults(): readonly Fault[] {
    return this.#estate.faults(this.types.map(({ service, type: { type }, global }) => ({ service, type, global })));
  }

  quirksOf(service: string): Quirks {
    const quirks = LIBRARY.service(service)?.quirks;
    if (!quirks) throw new TypeError(`${service}/samples.yaml has no part "service".`);
    return quirks;
  }

  #answersIn(region: string): ReadonlyMap<string, IndexedAnswer> {
    const types = this.types.filter(({ global }) => !global || region === this.tenancy.primary);
    const byType = new Map(types.map((each) => [each.type.type, each]));
    return indexRequests({
      types,
      resources: ({ type: { type } }) => {
        const found = byType.get(type);
        return found ? this.resources(found, region) : [];
      },
      form: this.#formIn(region),
    });
  }

  #formIn(region: string): RestForm {
    const compartments = [this.tenancy.id, ...this.compartments.map(({ id }) => id)];
    return {
      place: { tenancy: this.tenancy.id, namespace: this.tenancy.namespace },
      urlOf: (call, path) => new URL(path, `https://${hostIn(call, region, this.domain)}`).href,
      inBody: (path) => (path === 'body' ? '@' : path.replace(/^body\./, '')),
      partsOf: (call) => partsOf(call, compartments, DOMAINS[region] ?? []),
      // A child names its parent by the parent's OCID.
      isBelow: (child, parent) => Object.values(child.config).includes(parent.id),
      summaryOf,
    };
  }
}

/** The path of a call to a host that an item names is a whole URL, before which this host does not matter. */
function hostIn(call: Call, region: string, domain: string): string {
  const { host = 'item.{domain}' }: OciApi = APIS[apiOf(call)];
  return hostOf(host, region, domain);
}

/** A list is divided by compartment, or by compartment and availability domain. */
function partsOf({ input = {} }: ListCall, compartments: readonly string[], domains: readonly string[]): readonly ListPart[] {
  const texts = Object.values(input);
  const ofCompartments = texts.includes('{compartment}') ? compartments : [undefined];
  const ofDomains = texts.includes('{availabilityDomain}') ? domains : [undefined];
  return ofCompartments.flatMap((compartment) =>
    ofDomains.map((availabilityDomain): ListPart => ({
      values: { ...(compartment !== undefined && { compartment }), ...(availabilityDomain !== undefined && { availabilityDomain }) },
      // Summaries of some types do not name the compartment that their list is asked for.
      holds: (element, { parent }) =>
        (compartment === undefined || (element['compartmentId'] ?? parent['compartmentId']) === compartment) &&
        (availabilityDomain === undefined || element['availabilityDomain'] === availabilityDomain),
    })),
  );
}

/** The members that OCI's lists show of resources of which a read for each says more. */
const SUMMARY: ReadonlySet<string> = new Set([
  'id',
  'name',
  'namespace',
  'displayName',
  'path',
  'compartmentId',
  'applicationId',
  'clusterId',
  'vaultId',
  'fileSystemId',
  'exportSetId',
  'targetResourceId',
  'targetResourceType',
  'managementEndpoint',
  'cryptoEndpoint',
  'vaultType',
  'isEnabled',
  'lifecycleState',
  'createdBy',
  'timeCreated',
  'freeformTags',
  'definedTags',
]);

const summaryOf = (config: Item): Item => Object.fromEntries(Object.entries(config).filter(([name]) => SUMMARY.has(name)));
