/** The accounts, and the resource types by which lists can be filtered: those with a definition, and those without one, or of registered resources, of which something is or was stored. */
import { type ResourceType, undeclaredType } from '../clouds/resource-type.ts';
import type { AccountDirectory } from '../connections/account-repository.ts';
import { InvalidRequest } from '../errors.ts';
import { type AccountId, isOfCloud, type Provider, providerOf } from '../ids.ts';
import { registeredType } from '../clouds/registered-type.ts';
import type { Clock } from '../seams.ts';
import { enumerated, suggestion } from '../validation/nearest.ts';

/** The accounts' rows are read again after this time: a type that is found meanwhile is listed so much later. */
const KEPT_MS = 30_000;

export class StoredTypes {
  readonly #defined: readonly ResourceType[];
  readonly #names: ReadonlySet<string>;
  readonly #accounts: Pick<AccountDirectory, 'all'>;
  readonly #clock: Clock;
  #found: readonly ResourceType[] = [];
  #accountIds: readonly AccountId[] = [];
  #populated: ReadonlySet<string> = new Set();
  #readAt = -Infinity;

  constructor(defined: readonly ResourceType[], accounts: Pick<AccountDirectory, 'all'>, clock: Clock) {
    this.#defined = defined;
    this.#names = new Set(defined.map(({ type }) => type));
    this.#accounts = accounts;
    this.#clock = clock;
  }

  /** The ids of all accounts. */
  async accounts(): Promise<readonly AccountId[]> {
    if (this.#clock.now() - this.#readAt > KEPT_MS) await this.#read();
    return this.#accountIds;
  }

  /** Makes the next call read again, because an account or a type is new. */
  forget(): void {
    this.#readAt = -Infinity;
  }

  async all(): Promise<readonly ResourceType[]> {
    if (this.#clock.now() - this.#readAt > KEPT_MS) await this.#read();
    return [...this.#defined, ...this.#found];
  }

  /** Those of all types of which an account's newest inventory stored resources. */
  async populated(): Promise<readonly ResourceType[]> {
    return (await this.all()).filter(({ type }) => this.#populated.has(type));
  }

  /** The types of these names. @throws InvalidRequest that names `field` and the nearest types */
  async named(names: readonly string[], field = 'type'): Promise<readonly ResourceType[]> {
    const unknown = (): string | undefined => names.find((name) => !this.#names.has(name) && !this.#isFound(name) && !registeredType(name));
    if (unknown() !== undefined) await this.#read();
    const missing = unknown();
    if (missing === undefined) {
      const stored = [...this.#defined, ...this.#found].filter(({ type }) => names.includes(type));
      const others = names.filter((name) => !stored.some(({ type }) => type === name));
      return [...stored, ...others.flatMap((name) => registeredType(name) ?? [])];
    }
    const known = [...this.#names, ...this.#found.map(({ type }) => type)];
    const shown = JSON.stringify(missing.slice(0, 100));
    throw new InvalidRequest(
      field,
      `${field}: ${shown} is not a resource type, and no resource of such a type is stored.${suggestion(missing, known) || ` There are ${enumerated(known)}.`}`,
      known,
    );
  }

  #isFound(name: string): boolean {
    return this.#found.some(({ type }) => type === name);
  }

  async #read(): Promise<void> {
    const found = new Map<string, Provider>();
    const accountIds: AccountId[] = [];
    const populated = new Set<string>();
    const registered = new Set<string>();
    for await (const { account_id, undeclared_types = [], resource_counts = {} } of this.#accounts.all()) {
      accountIds.push(account_id);
      for (const [type, count] of Object.entries(resource_counts)) {
        if (count > 0) populated.add(type);
        if (!isOfCloud(account_id)) registered.add(type);
      }
      for (const type of undeclared_types) if (!this.#names.has(type)) found.set(type, providerOf(account_id));
    }
    this.#accountIds = accountIds;
    this.#populated = populated;
    this.#found = [
      ...[...found].map(([type, provider]) => undeclaredType(provider, type, 'regional')),
      ...[...registered].flatMap((type) => registeredType(type) ?? []),
    ];
    this.#readAt = this.#clock.now();
  }
}
