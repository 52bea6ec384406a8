/** The SQL of the views that span clouds, made from what each provider says of its types. Valid in DuckDB with the macros of `muster query`, and in Athena. */
import { COMMON_VIEWS, type CommonViewName, type ViewParent } from '../clouds/common-views.ts';
import { PROVIDER_FACTS } from '../provider-facts.ts';
import type { ColumnType } from './datasets.ts';
import type { DatasetName } from './records.ts';

export interface CommonViewColumn {
  readonly name: string;
  readonly type: ColumnType;
}

export interface SqlView {
  readonly name: string;
  readonly columns: readonly CommonViewColumn[];
  /** The types that it reads: those whose resources it shows, and their parents. Empty if it reads all. */
  readonly types: readonly string[];
  /** @param tableOf the name of the table of a dataset, as SQL writes it */
  readonly sql: (tableOf: (dataset: DatasetName) => string) => string;
}

interface CommonSqlView extends SqlView {
  readonly name: CommonViewName;
}

/** The columns that every view begins with, as the table `resources` has them. */
const FIRST = ['account_id', 'provider', 'region', 'type', 'resource_id', 'resource_uid', 'native_id', 'name'] as const;
/** The column that every view ends with: which fields of the resource could not be read. */
const LAST = 'unread';

const SQL_TYPES = { text: 'varchar', boolean: 'boolean' } as const;

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

interface ShownType {
  readonly type: string;
  readonly where?: string;
  readonly parents: readonly (ViewParent & { readonly row: string })[];
  readonly columns: Readonly<Record<string, string | undefined>>;
}

/**
 * Every type of the view's kind but those that its provider leaves out, and the types of other kinds that its provider names. A type of which the provider
 * says nothing has the first columns only.
 */
const shownTypes = (name: CommonViewName): readonly ShownType[] =>
  PROVIDER_FACTS.flatMap(({ types, views }) =>
    types
      .filter(({ kind, type }) => kind === COMMON_VIEWS[name].kind || views[name][type] !== undefined)
      .flatMap(({ type }) => {
        const shown = views[name][type];
        if (shown === null) return [];
        const { columns = {}, parents = {}, where } = shown ?? {};
        const rows = Object.entries(parents).map(([row, parent]) => ({ row, ...parent }));
        return [{ type, columns, parents: rows, ...(where !== undefined && { where }) }];
      }),
  );

function viewOf(name: CommonViewName): CommonSqlView {
  const own = Object.entries<'text' | 'boolean'>(COMMON_VIEWS[name].columns);
  const shown = shownTypes(name);
  return {
    name,
    columns: [
      ...FIRST.map((column) => ({ name: column, type: 'text' as const })),
      ...own.map(([column, type]) => ({ name: column, type })),
      { name: LAST, type: 'json' },
    ],
    types: [...new Set(shown.flatMap(({ type, parents }) => [type, ...parents.map((parent) => parent.type)]))],
    sql: (tableOf) => {
      const resources = tableOf('resources');
      return shown
        .map(({ type, parents, where, columns }) => {
          const selected = [
            ...FIRST.map((column) => `r.${column}`),
            ...own.map(([column, sqlType]) => `CAST(${columns[column] ?? 'NULL'} AS ${SQL_TYPES[sqlType]}) AS ${column}`),
            `r.${LAST}`,
          ];
          const joined = parents.map(
            (parent) =>
              ` LEFT JOIN ${resources} ${parent.row} ON ${parent.row}.account_id = r.account_id AND ${parent.row}.type = ${literal(parent.type)}` +
              ` AND ${parent.row}.resource_id = ${parent.id}`,
          );
          return `SELECT ${selected.join(', ')} FROM ${resources} r${joined.join('')} WHERE r.type = ${literal(type)}${where === undefined ? '' : ` AND ${where}`}`;
        })
        .join(' UNION ALL ');
    },
  };
}

/** The keys of a const object are its names. */
const NAMES = Object.keys(COMMON_VIEWS) as readonly CommonViewName[];

export const COMMON_SQL_VIEWS: readonly CommonSqlView[] = NAMES.map(viewOf);
