/** A subscription (and its tenant's directory) made from the samples of Azure's services, and the answers to the calls of definitions over it. */
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { accountScope, type AccountProfile } from '../../../../../shared/clouds/demo/account-context.ts';
import { Scope } from '../../../../../shared/clouds/demo/expressions.ts';
import { parseNames, parseSampleFile } from '../../../../../shared/clouds/demo/sample-file.ts';
import { namesOf, type SampleResource, serviceSamples, type ServiceSamples } from '../../../../../shared/clouds/demo/samples.ts';
import type { Calls } from '../../../../../shared/clouds/reader/calls.ts';
import type { Item, TypeDefinition } from '../../../../../shared/clouds/types/definition.ts';

const AZURE = fileURLToPath(new URL('../../../../../shared/clouds/azure/', import.meta.url));

export const SUBSCRIPTION = '11111111-2222-4333-8444-555555555555';
export const TENANT = '99999999-8888-4777-8666-555555555555';

const PROFILE: AccountProfile = {
  index: 0,
  id: SUBSCRIPTION,
  name: 'Payments (production)',
  workload: 'payments',
  environment: 'production',
  trait: undefined,
  primary: 'westeurope',
  secondary: 'northeurope',
  variables: { tenant: TENANT },
};

/** Another subscription. `index`: 0 has every fault of the samples, others some. */
export const otherSubscription = (index: number, environment: AccountProfile['environment']): AccountProfile => ({
  ...PROFILE,
  index,
  id: `${String(index).padStart(8, '0')}-2222-4333-8444-555555555555`,
  environment,
});

const SAMPLES: ReadonlyMap<string, ServiceSamples> = new Map(
  globSync('services/*/samples.yaml', { cwd: AZURE }).map((path) => [
    path.split('/')[1] ?? '',
    serviceSamples(parseSampleFile(readFileSync(`${AZURE}${path}`, 'utf8'), path), path),
  ]),
);

/** Ids of services that have samples. */
export const SAMPLED: readonly string[] = [...SAMPLES.keys()];

function scopeOf(profile: AccountProfile): Scope {
  const account = accountScope(profile, 1, { shownFixed: new Set(), neverInPlace: new Set() }, () => ({
    type: '',
    segment: 'global',
    faults: [],
  }));
  const outer = Scope.of({ region: 'westeurope' }, account);
  return namesOf(parseNames(readFileSync(`${AZURE}demo/names.yaml`, 'utf8')), 'names.yaml')(outer);
}

/** The resources of a type; none if its service has no samples. */
export function sampledResources(service: string, type: string, profile = PROFILE): readonly SampleResource[] {
  const samples = SAMPLES.get(service);
  return samples?.resources(type, samples.names(scopeOf(profile))) ?? [];
}

/** Answers the calls of the types of one service from its samples. */
export class SampledCalls implements Calls {
  readonly #service: string;
  readonly #type: TypeDefinition;
  readonly #siblings: readonly TypeDefinition[];
  readonly #profile: AccountProfile;

  constructor(service: string, type: TypeDefinition, siblings: readonly TypeDefinition[], profile = PROFILE) {
    this.#profile = profile;
    this.#service = service;
    this.#type = type;
    this.#siblings = siblings;
  }

  async *pages(call: object, parent?: Item): AsyncGenerator<readonly Item[]> {
    await Promise.resolve();
    const join = Object.entries(this.#type.joins ?? {}).find(([, each]) => each.list === call);
    if (join) {
      const [field, { on }] = join;
      yield this.#of(this.#type).flatMap(({ id, config }) => (config[field] ? [{ ...(config[field] as Item), [on[0]]: id }] : []));
      return;
    }
    const type = [this.#type, ...this.#siblings].find(({ list }) => list === call);
    if (!type) throw new Error('This call is of no type of the service.');
    const below = `${String(parent?.['id'])}/`.toLowerCase();
    yield this.#of(type)
      .filter(({ id }) => parent === undefined || id.toLowerCase().startsWith(below))
      .map(({ config }) => listed(config, type));
  }

  pagesOnce(call: object): AsyncGenerator<readonly Item[]> {
    return this.pages(call);
  }

  async single(): Promise<Item> {
    const [only] = this.#of(this.#type);
    return await Promise.resolve(listed(only?.config ?? {}, this.#type));
  }

  async read(call: object, { item }: { readonly item: Item }): Promise<unknown> {
    await Promise.resolve();
    const found = this.#of(this.#type).find(({ config }) => config['id'] === item['id']);
    const { describe, details, joins } = this.#type;
    if (call === describe) return found && listed(found.config, { ...(details && { details }), ...(joins && { joins }) });
    const [field = ''] = Object.entries(this.#type.details ?? {}).find(([, each]) => each === call) ?? [];
    return found?.config[field] ?? null;
  }

  batch(): never {
    throw new Error('No type of Azure reads in batches.');
  }

  #of({ type }: TypeDefinition): readonly SampleResource[] {
    return sampledResources(this.#service, type, this.#profile);
  }
}

/** The item of ARM's generic list for a resource. */
const GENERIC = new Set(['id', 'name', 'type', 'location', 'tags', 'sku', 'kind']);

/** The list's item: without the members that describe, details and joins add. */
function listed(config: Item, { describe, details = {}, joins = {} }: Pick<TypeDefinition, 'describe' | 'details' | 'joins'>): Item {
  const added = new Set(Object.keys({ ...details, ...joins }));
  return Object.fromEntries(Object.entries(config).filter(([name]) => !added.has(name) && (describe === undefined || GENERIC.has(name))));
}
