/** What must hold of managed resources at every write, and at every call that reaches their provider. */
import type { ManagedEventRow, ManagedRow } from '../../../shared/managed/model.ts';
import type { Item } from '../../../shared/storage/store.ts';
import type { SlowResource } from '../../support/slow-manager.ts';
import type { Invocation } from '../invocation.ts';
import type { Tables, Write } from '../sim-store.ts';
import type { Violations } from '../violations.ts';

/** Of one resource, for as long as its row lives. */
interface Incarnation {
  readonly incarnation: string;
  /** The worker that has claimed the row last. */
  holder: Invocation | undefined;
  /** The tokens of deletions that were decided on. */
  readonly deletions: Set<string>;
}

const rowOf = (item: Item | undefined): ManagedRow | undefined =>
  // Every listed row of the table was written as one.
  item?.['listed'] === 'managed' ? (item as object as ManagedRow) : undefined;

export class ManagedInvariants {
  readonly #tables: Tables;
  readonly #violations: Violations;
  /** Whether clocks differ by no more than the protocol assumes. If they differ by more, two workers may be at work on one resource. */
  readonly #clocksAgree: boolean;
  readonly #incarnations = new Map<string, Incarnation>();
  /** By resource of the provider, the incarnation that has made it. */
  readonly #makers = new Map<SlowResource, string>();
  readonly #lines = new Map<string, ManagedEventRow>();

  constructor(tables: Tables, violations: Violations, clocksAgree: boolean) {
    this.#tables = tables;
    this.#violations = violations;
    this.#clocksAgree = clocksAgree;
  }

  rows(): readonly ManagedRow[] {
    return [...this.#tables.rows('managed_resources')].flatMap((item) => rowOf(item) ?? []);
  }

  written({ table, before: item, after: written, by }: Write): void {
    if (table !== 'managed_resources') return;
    const [before, after] = [rowOf(item), rowOf(written)];
    if (!after) return;
    for (const line of after.unlogged ?? []) this.#lines.set(`${line.managed_id} ${line.entry}`, line);
    const known = this.#incarnationOf(after);
    const details = () => ({ before, after, by: by.name });
    const isNew = before?.incarnation !== after.incarnation;
    this.#violations.require(
      isNew ? after.revision === 1 : after.revision === before.revision || after.revision === before.revision + 1,
      'no write of a managed resource is lost',
      details,
    );
    this.#violations.require(
      after.observed_generation <= after.generation && after.applied_generation <= after.observed_generation,
      'observed_generation is never ahead',
      details,
    );
    if (isNew) return;
    const isForward =
      after.generation >= before.generation &&
      after.observed_generation >= before.observed_generation &&
      after.applied_generation >= before.applied_generation;
    this.#violations.require(isForward, 'the generations of a managed resource never go back', details);
    if (after.attempt !== before.attempt) this.#claimed(known, before, by, details);
    else if (after.observed_generation !== before.observed_generation || before.lease_until !== after.lease_until)
      this.#violations.require(by === known.holder, 'only the worker that has claimed a managed resource records a step', details);
    if (after.intent?.step === 'delete' && after.intent.token !== before.intent?.token) this.#decided(known, after, details);
  }

  #claimed(known: Incarnation, before: ManagedRow, by: Invocation, details: () => object): void {
    const isFree = before.lease_until === undefined || known.holder?.alive !== true || known.holder === by;
    this.#violations.require(isFree || !this.#clocksAgree, 'a managed resource is not taken from a living worker', details);
    known.holder = by;
  }

  #decided({ deletions }: Incarnation, { spec, intent }: ManagedRow, details: () => object): void {
    const mayDelete = spec.deletion_policy !== 'retain' && spec.mode === 'manage';
    this.#violations.require(mayDelete, 'nothing is deleted that is to be retained', details);
    if (intent) deletions.add(intent.token);
  }

  /** The provider has made a resource. `live` are all that are there, with it. */
  made(resource: SlowResource, live: readonly SlowResource[]): void {
    const { managed_id } = resource;
    const row = rowOf(this.#tables.row('managed_resources', { managed_id }));
    if (row) this.#makers.set(resource, row.incarnation);
    // One that an earlier row has let go stays where it is.
    const twins = live.filter((each) => each.managed_id === managed_id && this.#makers.get(each) === row?.incarnation);
    this.#violations.require(twins.length === 1, 'nothing is made twice', () => ({
      twins,
      row: this.#tables.row('managed_resources', { managed_id }),
    }));
  }

  /** The provider was asked to delete a resource. */
  deleted(resource: SlowResource, token: string): void {
    const { managed_id } = resource;
    const row = rowOf(this.#tables.row('managed_resources', { managed_id }));
    const details = () => ({ resource, token, row });
    const isDecided = row !== undefined && this.#incarnationOf(row).deletions.has(token);
    this.#violations.require(isDecided || !this.#clocksAgree, 'the provider deletes only what the row says is to be deleted', details);
    const isRetained = row?.spec.deletion_policy === 'retain' || row?.spec.mode === 'observe';
    this.#violations.require(!isRetained || !this.#clocksAgree, 'nothing is deleted that is to be retained', details);
  }

  /** After the last write: the log has each line that a row has had. */
  checkLog(): void {
    const logged = new Set(
      [...this.#tables.rows('managed_events')].map((line) => `${String(line['managed_id'])} ${String(line['entry'])}`),
    );
    const lost = [...this.#lines].flatMap(([key, line]) => (logged.has(key) ? [] : [line]));
    // The lines of the newest write of a row are copied with the next one.
    const waiting = new Set(this.rows().flatMap(({ unlogged = [] }) => unlogged.map(({ entry }) => entry)));
    this.#violations.require(
      lost.every(({ entry }) => waiting.has(entry)),
      'the log of a managed resource has each of its events',
      () => ({ lost }),
    );
  }

  #incarnationOf({ managed_id, incarnation }: ManagedRow): Incarnation {
    const known = this.#incarnations.get(managed_id);
    if (known?.incarnation === incarnation) return known;
    const fresh: Incarnation = { incarnation, holder: undefined, deletions: new Set() };
    this.#incarnations.set(managed_id, fresh);
    return fresh;
  }
}
