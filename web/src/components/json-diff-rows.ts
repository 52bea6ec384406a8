/** Compares two JSON values line by line: members of the same name, and items at the same place, stand beside each other. */

export interface DiffRow {
  readonly kind: 'same' | 'changed' | 'added' | 'removed';
  readonly depth: number;
  /** Absent if the line is only in the other value. */
  readonly before?: string;
  readonly after?: string;
}

/** Stands for a value that is not there, which JSON cannot say. */
const NOTHING = Symbol('nothing');
type Value = unknown;

const isBranch = (value: Value): value is object => typeof value === 'object' && value !== null;

export function diffRows(before: unknown, after: unknown): readonly DiffRow[] {
  return rowsOf('', before === undefined ? NOTHING : before, after === undefined ? NOTHING : after, 0);
}

function rowsOf(label: string, before: Value, after: Value, depth: number): readonly DiffRow[] {
  const isPair = isBranch(before) && isBranch(after) && Array.isArray(before) === Array.isArray(after);
  if (isPair) {
    const [open, close] = marksOf(before);
    return [
      { kind: 'same', depth, before: label + open, after: label + open },
      ...membersOf(before, after).flatMap(([name, one, other]) => rowsOf(name, one, other, depth + 1)),
      { kind: 'same', depth, before: close, after: close },
    ];
  }
  const olds = before === NOTHING ? [] : linesOf(label, before, depth);
  const news = after === NOTHING ? [] : linesOf(label, after, depth);
  if (olds.length === 1 && news.length === 1) {
    const [[, one], [, other]] = [olds[0]!, news[0]!];
    return [{ kind: one === other ? 'same' : 'changed', depth, before: one, after: other }];
  }
  return [
    ...olds.map(([at, text]): DiffRow => ({ kind: 'removed', depth: at, before: text })),
    ...news.map(([at, text]): DiffRow => ({ kind: 'added', depth: at, after: text })),
  ];
}

const marksOf = (value: object): readonly [string, string] => (Array.isArray(value) ? ['[', ']'] : ['{', '}']);

type Member = readonly [label: string, before: Value, after: Value];

function membersOf(before: object, after: object): readonly Member[] {
  if (Array.isArray(before) && Array.isArray(after)) {
    const length = Math.max(before.length, after.length);
    const at = (items: readonly unknown[], place: number): Value => (place < items.length ? items[place] : NOTHING);
    return Array.from({ length }, (_, place): Member => ['', at(before, place), at(after, place)]);
  }
  const [olds, news] = [new Map<string, unknown>(Object.entries(before)), new Map<string, unknown>(Object.entries(after))];
  const names = [...new Set([...olds.keys(), ...news.keys()])].toSorted();
  const member = (members: ReadonlyMap<string, unknown>, name: string): Value => (members.has(name) ? members.get(name) : NOTHING);
  return names.map((name): Member => [`${JSON.stringify(name)}: `, member(olds, name), member(news, name)]);
}

/** The lines of a value that is in one of the two only, with the depth of each. */
function linesOf(label: string, value: Value, depth: number): readonly (readonly [number, string])[] {
  if (!isBranch(value) || Object.keys(value).length === 0) return [[depth, label + JSON.stringify(value)]];
  const [open, close] = marksOf(value);
  const members = membersOf(value, value).flatMap(([name, each]) => linesOf(name, each, depth + 1));
  return [[depth, label + open], ...members, [depth, close]];
}

/** A row, or the number of rows that are left out because they are the same on both sides. */
export type ShownRow = DiffRow | { readonly kind: 'skipped'; readonly rows: number };

/** Leaves out what is farther than `around` rows from a difference. */
export function nearDifferences(rows: readonly DiffRow[], around = 3): readonly ShownRow[] {
  const near = new Uint8Array(rows.length);
  for (const [place, { kind }] of rows.entries())
    if (kind !== 'same') near.fill(1, Math.max(0, place - around), Math.min(rows.length, place + around + 1));
  const shown: ShownRow[] = [];
  for (let place = 0; place < rows.length;) {
    const end = near.indexOf(1, place);
    const next = end === -1 ? rows.length : end;
    if (next > place) shown.push({ kind: 'skipped', rows: next - place });
    place = next;
    for (; place < rows.length && near[place] === 1; place += 1) shown.push(rows[place]!);
  }
  return shown;
}
