/**
 * Views in SQL that show the resources of one kind with the same columns for every cloud. Each provider says in its `common-views.ts` where the columns of
 * its types come from. A column is null where the cloud does not say, or where it could not be read.
 *
 * The SQL is valid in Athena and in `muster query`. `r` is the resource's row of the table `resources`, `p` and `q` are those of its parents.
 */
import type { Kind } from './resource-type.ts';

interface CommonView {
  readonly kind: Kind;
  /** The columns after those that every view has. */
  readonly columns: Readonly<Record<string, 'text' | 'boolean'>>;
}

export const COMMON_VIEWS = {
  virtual_machines: { kind: 'virtual_machine', columns: { state: 'text', size: 'text', image: 'text', created_at: 'text' } },
  networks: { kind: 'network', columns: { state: 'text', cidr_blocks: 'text', is_default: 'boolean', created_at: 'text' } },
  disks: {
    kind: 'disk',
    columns: { state: 'text', size_gib: 'text', is_encrypted: 'boolean', encryption_key: 'text', created_at: 'text' },
  },
  buckets: { kind: 'bucket', columns: { is_public: 'boolean', is_versioned: 'boolean', encryption_key: 'text', created_at: 'text' } },
  databases: {
    kind: 'database',
    columns: {
      state: 'text',
      size: 'text',
      engine: 'text',
      engine_version: 'text',
      is_public: 'boolean',
      is_encrypted: 'boolean',
      created_at: 'text',
    },
  },
  users: {
    kind: 'user',
    columns: { can_sign_in: 'boolean', has_mfa: 'boolean', last_sign_in_at: 'text', created_at: 'text' },
  },
} as const satisfies Readonly<Record<string, CommonView>>;

export type CommonViewName = keyof typeof COMMON_VIEWS;

/** The names that columns have for the rows of the parents. */
export type ParentRow = 'p' | 'q';

/** A resource of the same account: its type, and SQL of its `resource_id`. */
export interface ViewParent {
  readonly type: string;
  readonly id: string;
}

/** Where the columns of a type come from. */
export interface TypeColumns<Name extends CommonViewName = CommonViewName> {
  /** SQL of each column; columns that are left out are null. */
  readonly columns: Partial<Record<keyof (typeof COMMON_VIEWS)[Name]['columns'], string>>;
  /** Resources above or beside it, whose rows the columns may name too. */
  readonly parents?: { readonly [Parent in ParentRow]?: ViewParent };
  /** SQL of the condition under which the view shows a row; it shows all rows if absent. */
  readonly where?: string;
}

/**
 * By view, the columns of the provider's types of the view's kind, and of types of other kinds that the view shows too; null for a type that the view does
 * not show. A type of the kind that is not named has only the columns that every view has.
 */
export type ProviderViews = { readonly [Name in CommonViewName]: Readonly<Record<string, TypeColumns<Name> | null>> };

type Row = 'r' | ParentRow;

/** The text, number or truth value at a path of the configuration, as text: `$.State.Name`. */
export const textAt = (path: string, row: Row = 'r'): string => `json_extract_scalar(${row}.config, '${path}')`;

/** Whether the value at the path is this one; null if there is no value. */
export const isAt = (path: string, value: string, row: Row = 'r'): string => `${textAt(path, row)} = '${value}'`;

/** The texts of the list at the path, separated by commas. */
export const listAt = (path: string): string => `array_join(CAST(json_extract(r.config, '${path}') AS varchar ARRAY), ', ')`;

/** Whether the field, or the whole resource, could not be read. */
export const isUnread = (field: string, row: Row = 'r'): string =>
  `(json_extract(${row}.unread, '$.${field}') IS NOT NULL OR json_extract(${row}.unread, '$["*"]') IS NOT NULL)`;

/** The answer of `sql`, which takes an absent field for one that is not set. Null if the field could not be read. */
export const ifRead = (field: string, sql: string, row: Row = 'r'): string => `CASE WHEN ${isUnread(field, row)} THEN NULL ELSE ${sql} END`;
