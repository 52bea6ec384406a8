/** One account of the demo estate on one day. Its resources are made from the samples, type by type, when they are first asked for. */
import { join } from 'node:path';
import { accountVariables, type Fault, type Place, type Variables } from './account-context.ts';
import type { AccountProfile } from './accounts.ts';
import type { Day } from './calendar.ts';
import { REGIONS } from './organization-facts.ts';
import { loadSamples, namesOf, readJson, type SampleResource, type ServiceSamples } from './samples.ts';

/** One folder for each service: its definitions and its samples. */
export const SERVICES_FOLDER = join(import.meta.dirname, '../services');

/** Reads each file once, when it is first needed. */
export class SampleLibrary {
  readonly #folder: string;
  readonly #services = new Map<string, ServiceSamples | undefined>();
  #names: ((variables: Variables) => Variables) | undefined;

  constructor(folder = SERVICES_FOLDER) {
    this.#folder = folder;
  }

  /** Undefined for a service without samples. */
  service(id: string): ServiceSamples | undefined {
    if (!this.#services.has(id)) this.#services.set(id, loadSamples(this.#folder, id));
    return this.#services.get(id);
  }

  /** The variables with the names that all services share. */
  names(variables: Variables): Variables {
    this.#names ??= namesOf(
      readJson(join(import.meta.dirname, 'names.generated.json')) as Variables,
      join(import.meta.dirname, 'names.yaml'),
    );
    return this.#names(variables);
  }
}

/** What a slice of the estate is asked for: `AWS::EC2::VPC` of the service `ec2` in `eu-west-1` or `global`. */
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

export class AccountEstate {
  readonly profile: AccountProfile;
  readonly regions: readonly string[] = REGIONS;
  readonly #library: SampleLibrary;
  readonly #variables: Variables;
  readonly #shared = new Map<string, Variables>();
  readonly #made = new Map<string, Made>();
  #place: Place = NOWHERE;

  constructor(profile: AccountProfile, day: Day, library: SampleLibrary) {
    this.profile = profile;
    this.#library = library;
    this.#variables = accountVariables(profile, day, () => this.#place);
  }

  /** The same array at every call; nobody may change it. */
  resources(slice: Slice): readonly SampleResource[] {
    return this.#make(slice).resources;
  }

  /** Whether an expression of a service's quirks holds in a segment. */
  holds(service: string, segment: string, expression: string): boolean {
    return this.#library.service(service)?.holds(expression, this.#variablesOf(service, segment)) ?? false;
  }

  /** What is deliberately wrong with the resources of these types. */
  faults(types: readonly { readonly service: string; readonly type: string; readonly global: boolean }[]): readonly Fault[] {
    return types.flatMap(({ service, type, global }) =>
      (global ? ['global'] : REGIONS).flatMap((segment) => this.#make({ service, type, segment }).faults),
    );
  }

  #make({ service, type, segment }: Slice): Made {
    const key = `${type}|${segment}`;
    let made = this.#made.get(key);
    if (!made) {
      const variables = this.#variablesOf(service, segment);
      const faults: Fault[] = [];
      this.#place = { type, segment, faults };
      const resources = this.#library.service(service)?.resources(type, variables) ?? [];
      this.#place = NOWHERE;
      made = { resources, faults };
      this.#made.set(key, made);
    }
    return made;
  }

  #variablesOf(service: string, segment: string): Variables {
    // What belongs to no region is run from the primary one.
    const region = segment === 'global' ? String(this.#variables['primary']) : segment;
    const everywhere = this.#once(region, () => this.#library.names({ ...this.#variables, region }));
    return this.#once(`${region}|${service}`, () => this.#library.service(service)?.names(everywhere) ?? everywhere);
  }

  #once(key: string, make: () => Variables): Variables {
    const made = this.#shared.get(key) ?? make();
    this.#shared.set(key, made);
    return made;
  }
}
