/** People who ask for resources, change their minds, and change resources by hand. */
import { isoTime } from '../../../shared/seams.ts';
import { managedId } from '../../../shared/managed/managed-id.ts';
import type { ManagedId, ManagedRow, Spec } from '../../../shared/managed/model.ts';
import { DUE, type RowChange } from '../../../shared/managed/repository.ts';
import { manageMessage } from '../../../shared/managed/wake.ts';
import { managedSpec, newManagedRow } from '../../support/managed-rows.ts';
import type { SlowProvider } from '../../support/slow-manager.ts';
import type { Surroundings } from '../invocation.ts';
import type { ManagedInvariants } from './managed-invariants.ts';
import type { ManagedParts, ManagedPlatform } from './managed-platform.ts';

/** Each depends on the one before it. */
const NAMES = ['db', 'cache', 'app'] as const;
const idOf = (name: string): ManagedId => managedId(managedSpec({ name }));

export class ManagedUsers {
  readonly #platform: ManagedPlatform;
  readonly #provider: SlowProvider;
  readonly #invariants: ManagedInvariants;
  readonly #surroundings: Surroundings;
  /** The names of those that somebody has changed or deleted by hand since they were ready last. */
  readonly touched = new Set<string>();
  #asked = 0;

  constructor(platform: ManagedPlatform, provider: SlowProvider, invariants: ManagedInvariants, surroundings: Surroundings) {
    this.#platform = platform;
    this.#provider = provider;
    this.#invariants = invariants;
    this.#surroundings = surroundings;
  }

  /** Asks for some of the resources. */
  async begin(): Promise<void> {
    const { chance } = this.#surroundings;
    for (const name of chance.some(NAMES)) {
      // Somebody else asks for the same at the same time.
      const isDoubled = chance.hits(0.3);
      await Promise.all([this.#ask(name), ...(isDoubled ? [this.#ask(name)] : [])]);
    }
  }

  /** Does one thing at random. */
  async act(): Promise<void> {
    const { chance } = this.#surroundings;
    const name = chance.pick(NAMES);
    const what = chance.pick([
      'ask',
      'size',
      'size',
      'engine',
      'policy',
      'drift',
      'delete',
      'operation',
      'by hand',
      'gone',
      'look',
    ] as const);
    switch (what) {
      case 'ask':
        return await this.#ask(name);
      case 'size':
        return await this.#patch(name, ({ config }) => ({ config: { ...config, size: chance.pick(['small', 'medium', 'large']) } }));
      case 'engine':
        // Whoever learns that the resource will be replaced has it retained after all.
        if (chance.hits(0.5))
          this.#surroundings.scheduler.after(chance.int(0, 30_000), () => void this.#patch(name, () => ({ deletion_policy: 'retain' })));
        return await this.#patch(name, ({ config, deletion_policy }) =>
          deletion_policy === 'retain' ? {} : { config: { ...config, engine: chance.pick(['one', 'two']) } },
        );
      case 'policy':
        return await this.#patch(name, () => ({ deletion_policy: chance.pick(['retain', 'delete', 'snapshot'] as const) }));
      case 'drift':
        return await this.#patch(name, () => ({ drift: chance.pick(['report', 'correct'] as const) }));
      case 'delete':
        return await this.#request(name, ({ deletion_requested_at, intent }, now) =>
          intent?.step === 'delete' ? undefined : { set: { deletion_requested_at: deletion_requested_at ?? now } },
        );
      case 'operation':
        return await this.#request(name, ({ operations }, now) => ({
          set: {
            operations: [
              ...operations,
              {
                operation_id: `op-${String(++this.#asked)}`,
                name: 'snapshot',
                parameters: {},
                state: 'pending' as const,
                requested_at: now,
                requested_by: 'someone',
              },
            ].slice(-10),
          },
        }));
      case 'by hand':
        return this.#byHand(name, false);
      case 'gone':
        return this.#byHand(name, true);
      case 'look':
        return await this.#request(name, () => ({}));
    }
  }

  /** Whoever changes resources by hand waits until Muster is not at work on them. */
  #byHand(name: string, deletes: boolean): void {
    const { chance } = this.#surroundings;
    const resource = this.#provider.live.find((each) => each.managed_id === idOf(name) && each.state === 'ready');
    const row = this.#invariants.rows().find(({ managed_id }) => managed_id === idOf(name));
    if (!resource || row?.intent !== undefined || row?.applied_generation !== row?.generation) return;
    this.touched.add(name);
    if (deletes) resource.state = 'gone';
    else resource.config = { ...resource.config, size: chance.pick(['small', 'medium', 'large']) };
  }

  async #ask(name: string): Promise<void> {
    const { chance } = this.#surroundings;
    const before = NAMES[NAMES.indexOf(name as (typeof NAMES)[number]) - 1];
    const depends = before !== undefined && chance.hits(0.5);
    const spec: Spec = managedSpec({
      name,
      deletion_policy: chance.pick(['retain', 'delete', 'snapshot']),
      drift: chance.pick(['report', 'correct']),
      dependencies: depends ? [{ name: 'other', relation: 'requires', managed_id: idOf(before) }] : [],
    });
    await this.#platform.ask(async ({ rows, queue }, { clock, random }) => {
      const now = isoTime(clock.now());
      const row = newManagedRow({ spec, incarnation: random.hex(16), created_at: now, updated_at: now, next_reconcile_at: now });
      // A resource that one depends on must be there.
      if (depends && !(await rows.get(idOf(before), { consistent: true }))) return;
      if (depends) await rows.addDependent(row.managed_id, [idOf(before)]);
      await rows.create(row, [{ name: 'requested', message: 'It was asked for.' }]);
      await queue.send([manageMessage(row.managed_id)]);
    });
  }

  async #patch(name: string, change: (spec: Spec) => Partial<Spec>): Promise<void> {
    await this.#request(name, ({ spec, generation, deletion_requested_at, intent }) =>
      // What is being deleted is not given another policy.
      deletion_requested_at !== undefined || intent?.step === 'delete'
        ? undefined
        : { set: { spec: { ...spec, ...change(spec) }, generation: generation + 1 } },
    );
  }

  async #request(name: string, next: (row: ManagedRow, now: string) => RowChange | undefined): Promise<void> {
    await this.#platform.ask(async ({ rows, queue }: ManagedParts, { clock }) => {
      const now = isoTime(clock.now());
      const changed = await rows.change(idOf(name), (row) => {
        const change = next(row, now);
        return change && { ...change, set: { ...change.set, due: DUE, next_reconcile_at: now } };
      });
      if (changed) await queue.send([manageMessage(changed.managed_id)]);
    });
  }
}
