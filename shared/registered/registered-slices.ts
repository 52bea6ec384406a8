/** The account that holds registered resources, and its coverage: which types it has, and how many resources of each. */
import type { AccountDirectory } from '../connections/account-repository.ts';
import type { AccountRow } from '../connections/model.ts';
import { ConditionFailed, Conflict } from '../errors.ts';
import { REGISTERED_ACCOUNT } from '../ids.ts';
import { coverageFacts, coverageItem, coverageOf } from '../inventory/coverage.ts';
import type { CoverageRow } from '../inventory/model.ts';
import { type Clock, isoTime, type Random } from '../seams.ts';
import { absent, equals, type Store } from '../storage/store.ts';

export const REGISTERED_SEGMENT = 'global';
/** The types of which resources are registered. Coverage holds them all in one row. */
const MAX_TYPES = 500;
const MAX_TRIES = 30;
const BACKOFF_MS = 20;

export interface RegisteredSlicesDeps {
  readonly store: Store;
  readonly accounts: AccountDirectory;
  readonly clock: Clock;
  readonly random: Random;
}

export class RegisteredSlices {
  readonly #deps: RegisteredSlicesDeps;
  /** The types that this process has seen in coverage; it never leaves out a type again. */
  readonly #known = new Set<string>();

  constructor(deps: RegisteredSlicesDeps) {
    this.#deps = deps;
  }

  /** Before the first resource of a type is stored: so no row is in a slice that readers do not know of. @throws Conflict if there are too many types */
  async open(type: string): Promise<void> {
    if (this.#known.has(type)) return;
    await this.#ensureAccount();
    await this.#change(type, 0);
    this.#known.add(type);
  }

  /** After a resource was stored (1) or deleted (-1). The count is a hint: a request that dies before this call leaves it as it was. */
  async count(type: string, change: 1 | -1): Promise<void> {
    const row = await this.#change(type, change);
    await this.#deps.accounts.recordRun(REGISTERED_ACCOUNT, 'registration', row.observed_at, {
      // Every type here is one of registered resources, which need no definition.
      ...coverageFacts([row], new Set(Object.keys(row.slices))),
      status: 'ok',
    });
  }

  async #ensureAccount(): Promise<void> {
    const row: AccountRow = {
      account_id: REGISTERED_ACCOUNT,
      connection_id: 'registered',
      name: 'Registered resources',
      organizational_unit: '',
      tags: {},
      enabled: true,
      status: 'ok',
      created_at: isoTime(this.#deps.clock.now()),
    };
    await this.#deps.accounts.register(row);
  }

  /** Writes the row on the condition that nobody has written it since it was read. */
  async #change(type: string, change: number): Promise<CoverageRow> {
    const { store, clock, random } = this.#deps;
    const key = { account_id: REGISTERED_ACCOUNT, segment: REGISTERED_SEGMENT };
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const item = await store.get('coverage', key, { consistent: true });
      const before = item && coverageOf(item);
      const slice = before?.slices[type];
      if (slice && change === 0) return before;
      if (!slice && Object.keys(before?.slices ?? {}).length >= MAX_TYPES)
        throw new Conflict(`type: resources of ${MAX_TYPES} types are registered; no more types are allowed, so use one of those.`);
      // Each write has a later time than the one before, by which it is told apart.
      const observed_at = isoTime(Math.max(clock.now(), before ? Date.parse(before.observed_at) + 1 : 0));
      const count = Math.max(0, (slice?.count ?? 0) + change);
      const seen = { outcome: 'complete', at: observed_at, complete_at: observed_at, populated: true, count } as const;
      const after: CoverageRow = { ...key, observed_at, slices: { ...before?.slices, [type]: seen } };
      try {
        await store.put('coverage', coverageItem(after), before ? equals('observed_at', before.observed_at) : absent('observed_at'));
        return after;
      } catch (error) {
        if (!(error instanceof ConditionFailed)) throw error;
        await clock.sleep(BACKOFF_MS * (1 + tries) * random.fraction());
      }
    }
    throw new ConditionFailed('coverage');
  }
}
