/** Says which resources a statement's answer may lack, because their slices were not seen whole or never read. SQL alone cannot know that. */
import { typeNamed } from '../../../shared/registry.ts';
import { nearest } from '../../../shared/validation/nearest.ts';
import { type Engine, type Row, textual } from './engine.ts';
import { codeOnly, literalsIn } from './sql-text.ts';

/** Tables whose rows depend on what was seen. */
const DEPENDENT = ['resources', 'relationships', 'findings', 'changes'] as const;
/** Columns whose parts may be unread. */
const WITH_PARTS = /\b(?:config|tags|name|relationships)\b|(?<!\()\*(?!\))/i;
/** The most types that a note names. */
const MAX_NAMED = 4;

const NOT_WHOLE = `SELECT type, coalesce(outcome, 'never read') AS outcome, count(*) AS slices, count(DISTINCT account_id) AS accounts
  FROM coverage GROUP BY type, coalesce(outcome, 'never read') ORDER BY 1, 2`;
/** How often `part` occurs in the column `unread`. */
const timesIn = (part: string): string => `(length(unread) - length(replace(unread, '${part}', ''))) / ${part.length}`;
/** Without the parts that nobody asked for: they did not fail. */
const UNREAD = `SELECT type, count(*) AS resources FROM resources
  WHERE ${timesIn('"error_code":')} > ${timesIn('"error_code":"NotAsked"')} GROUP BY type ORDER BY 1`;

interface Seen {
  readonly slices: readonly { readonly type: string; readonly outcome: string; readonly slices: number; readonly accounts: number }[];
  readonly unread: readonly { readonly type: string; readonly resources: number }[];
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
    if (!DEPENDENT.some((table) => words.has(table))) return [];
    // The coverage is read once, because an export does not change while a session lasts.
    const { slices, unread } = await (this.#seen ??= this.#read());
    const isAsked = typesIn(sql, code);
    return [
      ...neverRead(sql, slices),
      ...wholeNote(slices.filter(({ type, outcome }) => !isWhole(outcome) && (type === '*' || isAsked(type)))),
      ...(WITH_PARTS.test(code) ? unreadNote(unread.filter(({ type }) => isAsked(type))) : []),
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
      unread: unread.map(([type, resources]) => ({ type: textual(type ?? null), resources: Number(resources) })),
    };
  }
}

async function rowsOf(engine: Engine, sql: string): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for await (const batch of (await engine.run(sql)).batches) rows.push(...batch);
  return rows;
}

const isWhole = (outcome: string): boolean => outcome === 'complete' || outcome === 'unsupported';

const isType = (text: string): boolean => /^[A-Za-z][\w.]*(?:::|\/)[\w:./]+$/.test(text);

/**
 * Whether the statement may read a type: one that a text of the statement names, also with the wildcards of LIKE; any type, if no text names
 * one, or if the statement excludes something.
 */
function typesIn(sql: string, code: string): (type: string) => boolean {
  const patterns = literalsIn(sql).filter((text) => isType(text) || /^[A-Za-z]+(?:::|%)[\w:%]*%/.test(text));
  if (patterns.length === 0 || /<>|!=|\bnot\b/i.test(code)) return () => true;
  const matches = patterns.map(
    (text) =>
      new RegExp(
        `^${text
          .replaceAll(/[.*+?^$()|[\]\\{}]/g, '\\$&')
          .replaceAll('%', '.*')
          .replaceAll('_', '.')}$`,
      ),
  );
  return (type) => matches.some((pattern) => pattern.test(type));
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
    ([outcome, each]) => `${each.reduce((sum, { slices: count }) => sum + count, 0)} ${outcome}`,
  );
  const named = `${types.slice(0, MAX_NAMED).join(', ')}${types.length > MAX_NAMED ? ` and ${types.length - MAX_NAMED} more types` : ''}`;
  const parts = [
    ...(accounts > 0 ? [`${accounts} account${accounts === 1 ? '' : 's'} could not be read at all`] : []),
    ...(slices > 0 ? [`${slices} slice${slices === 1 ? ' was' : 's were'} not seen whole (${outcomes.join(', ')}) of ${named}`] : []),
  ];
  return parts.length === 0 ? [] : [`The answer may lack resources: ${parts.join('; ')}. The table coverage has the reasons.`];
}

function unreadNote(unread: Seen['unread']): readonly string[] {
  const resources = unread.reduce((sum, each) => sum + each.resources, 0);
  if (resources === 0) return [];
  const types = unread.map(({ type }) => type);
  const named = `${types.slice(0, MAX_NAMED).join(', ')}${types.length > MAX_NAMED ? ` and ${types.length - MAX_NAMED} more types` : ''}`;
  return [
    `${resources} resource${resources === 1 ? ' has' : 's have'} parts that could not be read (${named}): their column unread names them.`,
  ];
}
