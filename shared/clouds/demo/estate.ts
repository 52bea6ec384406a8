/** One account of the demo estate on one day. A type's resources are made from the samples when they are first needed. */
import { join } from 'node:path';
import { type AccountProfile, accountScope, type Fault, type FaultRules, type Place } from './account-context.ts';
import type { Day } from './calendar.ts';
import { Scope } from './expressions.ts';
import { loadSamples, namesOf, readJson, type SampleResource, type ServiceSamples } from './samples.ts';

/** The samples of a provider. Reads each file once, when it is first needed. */
export class SampleLibrary {
  /** Holds one folder for each service: its definitions and its samples. */
  readonly folder: string;
  readonly #demo: string;
  readonly #services = new Map<string, ServiceSamples | undefined>();
  #names: ((outer: Scope) => Scope) | undefined;

  /** `provider`: the provider's folder, with `services/` and `demo/names.yaml`. */
  constructor(provider: string) {
    this.folder = join(provider, 'services');
    this.#demo = join(provider, 'demo');
  }

  /** Undefined for a service without samples. */
  service(id: string): ServiceSamples | undefined {
    if (!this.#services.has(id)) this.#services.set(id, loadSamples(this.folder, id));
    return this.#services.get(id);
  }

  /** Makes a scope inside another, with the names that all services share. */
  names(outer: Scope): Scope {
    this.#names ??= namesOf(
      // `npm run generate` has checked what it wrote.
      readJson(join(this.#demo, 'names.generated.json')) as Readonly<Record<string, unknown>>,
      join(this.#demo, 'names.yaml'),
    );
    return this.#names(outer);
  }
}

/** A slice of the estate: `AWS::EC2::VPC` of the service `ec2` in `eu-west-1` or `global`. */
interface Slice {
  readonly service: string;
  readonly type: string;
  readonly segment: string;
}

interface Made {
  readonly resources: readonly SampleResource[];
  readonly faults: readonly Fault[];
}

const NOWHERE: Place = { type: '', segment: '', faults: [] };

/** The parts that the accounts of one provider share. */
export interface EstateOptions {
  readonly library: SampleLibrary;
  readonly day: Day;
  /** The regions that hold resources; none if every list covers a whole account. */
  readonly regions: readonly string[];
  readonly rules: FaultRules;
}

export class AccountEstate<Profile extends AccountProfile = AccountProfile> {
  readonly profile: Profile;
  readonly regions: readonly string[];
  readonly #library: SampleLibrary;
  readonly #scope: Scope;
  readonly #shared = new Map<string, Scope>();
  readonly #made = new Map<string, Made>();
  #place: Place = NOWHERE;

  constructor(profile: Profile, { library, day, regions, rules }: EstateOptions) {
    this.profile = profile;
    this.regions = regions;
    this.#library = library;
    this.#scope = accountScope(profile, day, rules, () => this.#place);
  }

  /** Returns the same array at every call; the caller must not change it. */
  resources(slice: Slice): readonly SampleResource[] {
    return this.#make(slice).resources;
  }

  /** True if an expression of a service's quirks is true in a segment. */
  holds(service: string, segment: string, expression: string): boolean {
    return this.#library.service(service)?.holds(expression, this.#scopeOf(service, segment)) ?? false;
  }

  /** The faults of the resources of these types. */
  faults(types: readonly { readonly service: string; readonly type: string; readonly global: boolean }[]): readonly Fault[] {
    return types.flatMap(({ service, type, global }) =>
      (global ? ['global'] : this.regions).flatMap((segment) => this.#make({ service, type, segment }).faults),
    );
  }

  #make({ service, type, segment }: Slice): Made {
    const key = `${type}|${segment}`;
    let made = this.#made.get(key);
    if (!made) {
      const scope = this.#scopeOf(service, segment);
      const faults: Fault[] = [];
      this.#place = { type, segment, faults };
      const resources = this.#library.service(service)?.resources(type, scope) ?? [];
      this.#place = NOWHERE;
      made = { resources, faults };
      this.#made.set(key, made);
    }
    return made;
  }

  #scopeOf(service: string, segment: string): Scope {
    // Resources that belong to no region have the primary one in their scope.
    const region = segment === 'global' ? String(this.#scope.get('primary')) : segment;
    const everywhere = this.#once(region, () => this.#library.names(new Scope(this.#scope).set('region', region)));
    return this.#once(`${region}|${service}`, () => this.#library.service(service)?.names(everywhere) ?? everywhere);
  }

  #once(key: string, make: () => Scope): Scope {
    const made = this.#shared.get(key) ?? make();
    this.#shared.set(key, made);
    return made;
  }
}
