/** A store, a slow provider and the engine, in which a test lets time pass. */
import type { EngineDeps } from '../../shared/managed/engine.ts';
import { managedTags } from '../../shared/managed/manager.ts';
import type { ManagedEventRow, ManagedId, ManagedRow, Phase, Spec } from '../../shared/managed/model.ts';
import { phaseOf } from '../../shared/managed/phase.ts';
import { reconcile, type StepResult } from '../../shared/managed/reconcile.ts';
import { DUE, ManagedRepository, type NewRow, type RowChange } from '../../shared/managed/repository.ts';
import type { OutgoingMessage } from '../../shared/queues/queue.ts';
import type { Store } from '../../shared/storage/store.ts';
import { CountingRandom, KeptLog, ManualClock } from './fakes.ts';
import { newManagedRow } from './managed-rows.ts';
import { MemoryPublisher, outboxOver } from './memory-publisher.ts';
import { MemoryStore } from './memory-store.ts';
import { slowManager, SlowProvider } from './slow-manager.ts';

export const LEASE_MS = 120_000;
const NO_FETCH: typeof fetch = () => Promise.reject(new Error('A test calls no network.'));

/** The engine over any store, such as one that dies. */
export function engineOver(
  store: Store,
  provider: SlowProvider,
  clock: ManualClock,
  send: (messages: readonly OutgoingMessage[]) => void = () => undefined,
) {
  const { outbox, publisher } = outboxOver(store, { clock });
  const rows = new ManagedRepository({ store, outbox, clock });
  const deps: EngineDeps = {
    rows,
    managers: new Map([['slow', slowManager(provider)]]),
    contextOf: ({ managed_id, spec, provider_resource_id, creation }) => ({
      managed_id,
      name: spec.name,
      account_id: spec.account_id,
      region: spec.region,
      tags: { ...spec.tags, ...managedTags('test', managed_id, creation?.token ?? '') },
      provider_resource_id,
      aws: () => Promise.reject(new Error('The slow provider has no client of AWS.')),
      secret: () => Promise.reject(new Error('The slow provider has no secrets.')),
      fetch: NO_FETCH,
      clock,
      random: new CountingRandom(),
    }),
    isInventoried: () => Promise.resolve(true),
    queue: { send: async (messages) => send(messages) },
    clock,
    random: new CountingRandom(),
    log: new KeptLog(),
  };
  return { deps, rows, publisher };
}

export class ManagedWorld {
  readonly store = new MemoryStore();
  readonly clock = new ManualClock();
  readonly provider = new SlowProvider(this.clock);
  readonly messages: OutgoingMessage[] = [];
  readonly deps: EngineDeps;
  readonly rows: ManagedRepository;
  readonly publisher: MemoryPublisher;

  /** @param others parts of the engine that are others than the slow provider's */
  constructor(others: Partial<Pick<EngineDeps, 'managers' | 'contextOf'>> = {}) {
    const { deps, rows, publisher } = engineOver(this.store, this.provider, this.clock, (messages) => this.messages.push(...messages));
    this.deps = { ...deps, ...others };
    this.rows = rows;
    this.publisher = publisher;
  }

  async ask(spec: Partial<Spec> = {}, fields: Partial<Omit<NewRow, 'spec'>> = {}): Promise<ManagedId> {
    const row = newManagedRow({ spec, next_reconcile_at: new Date(this.clock.now()).toISOString(), ...fields });
    await this.rows.addDependent(
      row.managed_id,
      row.spec.dependencies.flatMap((each) => each.managed_id ?? []),
    );
    await this.rows.create(row, []);
    return row.managed_id;
  }

  /** A user's request on an existing resource. */
  async request(id: ManagedId, change: NonNullable<RowChange['set']>): Promise<void> {
    await this.rows.change(id, () => ({ set: { ...change, due: DUE, next_reconcile_at: new Date(this.clock.now()).toISOString() } }));
  }

  /** A user's change of the specification. */
  async patch(id: ManagedId, spec: Partial<Spec>): Promise<void> {
    const row = await this.row(id);
    await this.request(id, { spec: { ...row.spec, ...spec }, generation: row.generation + 1 });
  }

  async delete(id: ManagedId): Promise<void> {
    await this.request(id, { deletion_requested_at: new Date(this.clock.now()).toISOString() });
  }

  async step(id: ManagedId): Promise<StepResult> {
    return await reconcile(id, this.deps, this.clock.now() + LEASE_MS);
  }

  /** Lets time pass, step by step, until nothing is due within the quarter of an hour, or the row is gone. */
  async settle(id: ManagedId, mostSteps = 60): Promise<void> {
    for (let steps = 0; steps < mostSteps; steps++) {
      const row = await this.rows.get(id);
      if (row?.next_reconcile_at === undefined) return;
      const wait = Date.parse(row.next_reconcile_at) - this.clock.now();
      if (wait > 300_000) return;
      this.clock.advance(Math.max(0, wait));
      await this.step(id);
    }
    throw new Error(`The resource had work to do after ${mostSteps} steps: ${JSON.stringify(await this.row(id))}`);
  }

  async row(id: ManagedId): Promise<ManagedRow> {
    const row = await this.rows.get(id);
    if (!row) throw new Error(`There is no ${id}.`);
    return row;
  }

  async phase(id: ManagedId): Promise<Phase> {
    return phaseOf(await this.row(id));
  }

  /** `Ready=False FieldRefused` */
  async condition(id: ManagedId, type: string): Promise<string | undefined> {
    const condition = (await this.row(id)).conditions.find((each) => each.type === type);
    return condition && `${condition.status} ${condition.reason}`;
  }

  /** The names of the events in the log, oldest first. */
  async log(id: ManagedId): Promise<readonly string[]> {
    const { items }: { readonly items: readonly ManagedEventRow[] } = await this.rows.log(id, { limit: 100 });
    return items.map(({ event }) => event.replace('slow.', '')).toReversed();
  }
}

/** A world with one resource that has come to rest: it is ready, unless the specification keeps it from being so. */
export async function readyWorld(
  spec: Parameters<ManagedWorld['ask']>[0] = {},
): Promise<{ readonly world: ManagedWorld; readonly id: ManagedId }> {
  const world = new ManagedWorld();
  const id = await world.ask(spec);
  await world.settle(id);
  return { world, id };
}
