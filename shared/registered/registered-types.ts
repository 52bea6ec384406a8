/** The schemas by which configs of registered resources are checked, by type. A type without one takes any config. */
import { NotFound } from '../errors.ts';
import { type Clock, isoTime } from '../seams.ts';
import { carriedOut } from '../storage/carried-out.ts';
import { absent, equals, type Key, type Page, type Store } from '../storage/store.ts';
import { type ConfigCheck, compileSchema, type JsonSchema } from './type-schema.ts';

export interface RegisteredTypeRow {
  readonly type: string;
  readonly schema: JsonSchema;
  /** The number of changes of the schema, from 1. */
  readonly version: number;
  readonly updated_at: string;
}

/** The most schemas that a process keeps compiled. */
const MAX_KEPT = 100;

export class RegisteredTypes {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #compiled = new Map<string, Promise<ConfigCheck>>();

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  async get(type: string): Promise<RegisteredTypeRow | undefined> {
    // The store's items are untyped; this is a row of the table.
    return (await this.#store.get('registered_types', { type }, { consistent: true })) as RegisteredTypeRow | undefined;
  }

  /** @throws NotFound */
  async require(type: string): Promise<RegisteredTypeRow> {
    const row = await this.get(type);
    if (row) return row;
    throw new NotFound(`No schema of ${type} is registered; GET /registered-types lists those that are.`);
  }

  /** A page of the types with a schema, in no particular order. */
  async list(options: { readonly limit: number; readonly cursor?: Key | undefined }): Promise<Page<RegisteredTypeRow>> {
    // As in `get`.
    return (await this.#store.scan('registered_types', options)) as Page<unknown> as Page<RegisteredTypeRow>;
  }

  /** Creates or replaces the schema of a type. Resources that are registered already are not checked. @throws InvalidRequest naming `schema` */
  async put(
    type: string,
    schema: JsonSchema,
  ): Promise<{ readonly row: RegisteredTypeRow; readonly before: RegisteredTypeRow | undefined }> {
    await compileSchema(schema);
    for (;;) {
      const before = await this.get(type);
      const row = { type, schema, version: (before?.version ?? 0) + 1, updated_at: isoTime(this.#clock.now()) };
      const isUnchanged = before ? equals('version', before.version) : absent('type');
      if (await carriedOut(this.#store.put('registered_types', row, isUnchanged))) return { row, before };
    }
  }

  async remove(type: string): Promise<void> {
    await this.#store.delete('registered_types', { type });
  }

  /** @throws InvalidRequest naming the member of `config` that the type's schema does not allow */
  async check(type: string, config: unknown): Promise<void> {
    const row = await this.get(type);
    if (!row) return;
    const key = `${type} ${row.updated_at} ${row.version}`;
    let compiled = this.#compiled.get(key);
    if (!compiled) {
      if (this.#compiled.size >= MAX_KEPT) this.#compiled.clear();
      compiled = compileSchema(row.schema);
      this.#compiled.set(key, compiled);
    }
    (await compiled)(config);
  }
}
