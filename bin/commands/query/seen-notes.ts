/** Says which resources a statement's answer may lack, because their slices were not seen whole or never read. SQL alone cannot know that. */
import type { NamedFields } from '../../../shared/clouds/asked-details.ts';
import { COMMON_SQL_VIEWS } from '../../../shared/exports/common-views.ts';
import { numberText } from '../../../shared/number-text.ts';
import { typeNamed } from '../../../shared/registry.ts';
import { counted } from '../output.ts';
import { nearest } from '../../../shared/validation/nearest.ts';
import { type Engine, type Row, textual } from './engine.ts';
import { codeOnly, literalsIn } from '../../../shared/queries/sql-text.ts';

/** Tables whose rows depend on what was seen. */
const DEPENDENT = ['resources', 'relationships', 'edges', 'findings', 'changes'] as const;
/** Columns whose parts may be unread. */
const WITH_PARTS = /\b(?:config|tags|name|relationships)\b|(?<!\()\*(?!\))/i;
/** The most types that a note names. */
const MAX_NAMED = 4;

const NOT_WHOLE = `SELECT type, coalesce(outcome, 'never read') AS outcome, count(*) AS slices, count(DISTINCT account_id) AS accounts
  FROM coverage GROUP BY type, coalesce(outcome, 'never read') ORDER BY 1, 2`;
/** How often `part` occurs in the column `unread`. */
const timesIn = (part: string): string => `(length(unread) - length(replace(unread, '${part}', ''))) / ${part.length}`;
/** Without the parts that nobody asked for: they did not fail. */
const UNREAD = `SELECT type, unread, count(*) AS resources FROM resources
  WHERE ${timesIn('"error_code":')} > ${timesIn('"error_code":"NotAsked"')} GROUP BY type, unread ORDER BY 1, 2`;

interface Seen {
  readonly slices: readonly { readonly type: string; readonly outcome: string; readonly slices: number; readonly accounts: number }[];
  readonly unread: readonly Unread[];
}

/** Resources of one type that lack the same parts. */
interface Unread {
  readonly type: string;
  readonly parts: Readonly<Record<string, { readonly error_code: string; readonly permission?: string }>>;
  readonly resources: number;
}

export class SeenNotes {
  readonly #engine: Engine;
  #seen: Promise<Seen> | undefined;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** Sentences to print under the statement's answer; empty if nothing is missing. @throws CommandError if the coverage cannot be read */
  async of(sql: string): Promise<readonly string[]> {
    const code = codeOnly(sql);
    const words = new Set(code.toLowerCase().split(/\W+/));
    const views = COMMON_SQL_VIEWS.filter(({ name }) => words.has(name));
    const hasTables = DEPENDENT.some((table) => words.has(table));
    if (!hasTables && views.length === 0) return [];
    // The coverage is read once, because an export does not change while a session lasts.
    const { slices, unread } = await (this.#seen ??= this.#read());
    const policies = words.has('findings') ? await policiesIn(sql, code) : undefined;
    const shown = new Set(views.flatMap(({ types }) => types));
    const isInTables = hasTables ? typesIn(sql, code) : () => false;
    const isAsked = (type: string): boolean => (shown.has(type) || isInTables(type)) && (policies?.types?.has(type) ?? true);
    return [
      ...neverRead(sql, slices),
      ...wholeNote(slices.filter(({ type, outcome }) => isMissed(outcome) && (type === '*' || isAsked(type)))),
      ...skippedNote(slices.filter(({ type, outcome }) => outcome === 'skipped' && isAsked(type))),
      ...(WITH_PARTS.test(code) || views.length > 0 ? unreadNote(unread.filter(({ type }) => isAsked(type))) : []),
      ...(policies
        ? unknownNote(
            unread.filter(({ type }) => isAsked(type)),
            policies.fields,
          )
        : []),
    ];
  }

  async #read(): Promise<Seen> {
    const slices = await rowsOf(this.#engine, NOT_WHOLE);
    const unread = await rowsOf(this.#engine, UNREAD);
    return {
      slices: slices.map(([type, outcome, count, accounts]) => ({
        type: textual(type ?? null),
        outcome: textual(outcome ?? null),
        slices: Number(count),
        accounts: Number(accounts),
      })),
      unread: unread.map(([type, parts, resources]) => ({
        type: textual(type ?? null),
        parts: JSON.parse(textual(parts ?? null)) as Unread['parts'],
        resources: Number(resources),
      })),
    };
  }
}

async function rowsOf(engine: Engine, sql: string): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for await (const batch of (await engine.run(sql)).batches) rows.push(...batch);
  return rows;
}

const isMissed = (outcome: string): boolean => !['complete', 'unsupported', 'skipped', 'not_read'].includes(outcome);

const isType = (text: string): boolean => /^[A-Za-z][\w.]*(?:::|\/)[\w:./]+$/.test(text);

/** `type <> 'X'`, `type NOT IN (…)`, `NOT type = 'X'`: then the types that a statement names are those that it leaves out. */
const leavesOut = (code: string, column: string): boolean =>
  new RegExp(`\\b${column}\\s*(?:<>|!=|not\\b)|\\bnot\\s*\\(?\\s*(?:\\w+\\.)?${column}\\b|\\bexcept\\b`, 'i').test(code);

const likePattern = (text: string): RegExp =>
  new RegExp(
    `^${text
      .replaceAll(/[.*+?^$()|[\]\\{}]/g, '\\$&')
      .replaceAll('%', '.*')
      .replaceAll('_', '.')}$`,
  );

/** Whether the statement may read a type: one that a text of the statement names, also with the wildcards of LIKE; any type, if none does. */
function typesIn(sql: string, code: string): (type: string) => boolean {
  // Types of OCI have one word for a name, which a value of another column may have too.
  const isOfType = /\btype\b/i.test(code);
  const patterns = literalsIn(sql).filter(
    (text) => isType(text) || (isOfType && typeNamed(text) !== undefined) || /^[A-Za-z]+(?:::|%)[\w:%]*%/.test(text),
  );
  if (patterns.length === 0 || leavesOut(code, 'type')) return () => true;
  const matches = patterns.map(likePattern);
  return (type) => matches.some((pattern) => pattern.test(type));
}

interface Judging {
  /** The types that the policies judge, and those that they look up beside them; undefined if the statement is about any policy. */
  readonly types: ReadonlySet<string> | undefined;
  /** The parts that the policies read, by type. */
  readonly fields: NamedFields;
}

/** Muster's own policies that the statement's texts name, also with the wildcards of LIKE; all of them if none is named. */
async function policiesIn(sql: string, code: string): Promise<Judging> {
  const [{ builtInPolicies }, { fieldsNamed }] = await Promise.all([
    import('../../../shared/policies/catalog.ts'),
    import('../../../shared/policies/compile-policy.ts'),
  ]);
  const all = builtInPolicies();
  const patterns = leavesOut(code, 'policy_id') ? [] : literalsIn(sql).map(likePattern);
  const named = all.filter(({ policy }) => patterns.some((pattern) => pattern.test(policy.id)));
  const chosen = named.length === 0 ? all : named;
  return {
    types: named.length === 0 ? undefined : new Set(named.flatMap(({ policy, related_types }) => [policy.resource_type, ...related_types])),
    fields: fieldsNamed(
      chosen.map(({ policy }) => policy),
      'native',
    ),
  };
}

function neverRead(sql: string, slices: Seen['slices']): readonly string[] {
  const known = new Set(slices.map(({ type }) => type));
  return [...new Set(literalsIn(sql).filter(isType))]
    .filter((type) => !known.has(type) && (typeNamed(type) !== undefined || type.includes('::')))
    .map((type) => {
      const near = typeNamed(type) === undefined ? nearest(type, [...known])[0] : undefined;
      return `Nothing is known of ${type}: no slice of it was read.${near === undefined ? '' : ` Did you mean ${near}?`}`;
    });
}

function wholeNote(missed: Seen['slices']): readonly string[] {
  const accounts = missed.filter(({ type }) => type === '*').reduce((sum, each) => sum + each.accounts, 0);
  const ofTypes = missed.filter(({ type }) => type !== '*');
  const slices = ofTypes.reduce((sum, each) => sum + each.slices, 0);
  const types = [...new Set(ofTypes.map(({ type }) => type))];
  const outcomes = [...Map.groupBy(ofTypes, ({ outcome }) => outcome)].map(
    ([outcome, each]) => `${numberText(each.reduce((sum, { slices: count }) => sum + count, 0))} ${outcome}`,
  );
  const parts = [
    ...(accounts > 0 ? [`${counted(accounts, 'account')} could not be read at all`] : []),
    ...(slices > 0
      ? [`${counted(slices, 'slice')} ${slices === 1 ? 'was' : 'were'} not seen whole (${outcomes.join(', ')}) of ${namedTypes(types)}`]
      : []),
  ];
  return parts.length === 0 ? [] : [`The answer may lack resources: ${parts.join('; ')}. The table coverage has the reasons.`];
}

function skippedNote(skipped: Seen['slices']): readonly string[] {
  const slices = skipped.reduce((sum, each) => sum + each.slices, 0);
  if (slices === 0) return [];
  const types = [...new Set(skipped.map(({ type }) => type))];
  return [
    `${counted(slices, 'slice')} of ${namedTypes(types)} ${slices === 1 ? 'was' : 'were'} empty on the last three nights and not read since; complete_at in the table coverage tells when each was read.`,
  ];
}

function unreadNote(unread: Seen['unread']): readonly string[] {
  const resources = unread.reduce((sum, each) => sum + each.resources, 0);
  if (resources === 0) return [];
  const types = [...new Set(unread.map(({ type }) => type))];
  return [
    `${counted(resources, 'resource')} ${resources === 1 ? 'has' : 'have'} parts that could not be read (${namedTypes(types)}): their column unread names them.`,
  ];
}

const namedTypes = (types: readonly string[]): string => {
  const more = types.length > MAX_NAMED ? ` and ${counted(types.length - MAX_NAMED, 'more type')}` : '';
  return `${types.slice(0, MAX_NAMED).join(', ')}${more}`;
};

/** How many resources lack a part that the policies read, and why: such a resource may have the verdict unknown, of which there is no finding. */
function unknownNote(unread: Seen['unread'], fields: NamedFields): readonly string[] {
  let resources = 0;
  const causes = new Map<string, number>();
  for (const { type, parts, resources: count } of unread) {
    const read = fields[type] ?? [];
    const lacking = Object.entries(parts).filter(
      ([part, { error_code }]) => error_code !== 'NotAsked' && (read.includes(part) || read.includes('*')),
    );
    if (lacking.length === 0) continue;
    resources += count;
    for (const [part, { error_code, permission }] of lacking) {
      const cause = `${part} of ${type} (${error_code}${permission === undefined ? '' : `, missing ${permission}`})`;
      causes.set(cause, (causes.get(cause) ?? 0) + count);
    }
  }
  if (resources === 0) return [];
  const shown = [...causes].toSorted(([, a], [, b]) => b - a).slice(0, MAX_NAMED);
  const more = causes.size > shown.length ? `, and ${numberText(causes.size - shown.length)} more` : '';
  return [
    `The verdict of ${counted(resources, 'resource')} may be unknown, and no finding tells of them: what could not be read is ${shown.map(([cause]) => cause).join(', ')}${more}.`,
  ];
}
