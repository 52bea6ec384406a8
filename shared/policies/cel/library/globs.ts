/** Compares IAM's patterns exactly. A pattern is a text in which `*` stands for any text, also none, and `?` for one character. */

/** Steps of one comparison, after which it is given up: hostile patterns can take exponentially many. */
const MAX_STEPS = 2_000_000;

export const hasWildcard = (pattern: string): boolean => pattern.includes('*') || pattern.includes('?');

/** Whether some text matches both patterns, in the time of the product of their lengths. */
export function globsMeet(left: string, right: string): boolean {
  if (left === '*' || right === '*' || left === right) return true;
  if (!hasWildcard(left) && !hasWildcard(right)) return false;
  // reach[j]: whether some text matches both the beginning of `left` that was read so far and the first j characters of `right`.
  let reach = [true];
  for (let j = 1; j <= right.length; j++) reach[j] = reach[j - 1]! && right[j - 1] === '*';
  for (let i = 0; i < left.length; i++) {
    const mine = left[i]!;
    const next = [reach[0]! && mine === '*'];
    let alive = next[0]!;
    for (let j = 1; j <= right.length; j++) {
      const other = right[j - 1]!;
      const same = mine === other || mine === '?' || other === '?';
      next[j] = mine === '*' || other === '*' ? reach[j]! || next[j - 1]! || reach[j - 1]! : same && reach[j - 1]!;
      alive ||= next[j]!;
    }
    if (!alive) return false;
    reach = next;
  }
  return reach[right.length]!;
}

/**
 * Whether every text that matches `pattern` matches at least one of `globs`.
 * @throws RangeError if the patterns are too intricate to compare
 */
export function globsCover(globs: readonly string[], pattern: string): boolean {
  if (globs.includes('*') || globs.includes(pattern)) return true;
  if (!hasWildcard(pattern)) return globs.some((glob) => hasWildcard(glob) && globsMeet(glob, pattern));
  // A pattern that cannot match any text of `pattern` cannot help to cover it; without wildcards, it covers one text only.
  const useful = globs.filter((glob) => globsMeet(glob, pattern));
  return useful.some(hasWildcard) && new Cover(useful).of(pattern.split('').map(pieceOf));
}

/** A character of a text that is one of these; `many`: any number of such characters, also none. */
export interface Piece {
  readonly characters: readonly string[];
  readonly many: boolean;
}

/**
 * Whether every text that the pieces make matches at least one of `globs`. Where only certain characters are possible, patterns for each of
 * them cover all: `a*`, `b*` and so on every text that begins with a letter.
 * @throws RangeError if the patterns are too intricate to compare
 */
export const globsCoverAll = (globs: readonly string[], pieces: readonly Piece[]): boolean => {
  if (globs.includes('*')) return true;
  const used = new Set(globs.join(''));
  const distinct = ({ characters, many }: Piece): Piece => {
    const others = characters.filter((character) => !used.has(character));
    return { characters: [...characters.filter((character) => used.has(character)), ...others.slice(0, 1)], many };
  };
  return new Cover(globs).of(pieces.map(distinct));
};

/** A text of characters that no pattern contains is the hardest to match: whatever matches it there matches everything. */
const FOREIGN = '\u0000';

const pieceOf = (character: string): Piece => ({
  characters: [character === '*' || character === '?' ? FOREIGN : character],
  many: character === '*',
});

/**
 * Reads `pattern` with every text that it can mean at once. A set of states says which places of the globs a text can have
 * reached; the pattern is covered if each set that its texts lead to holds the end of a glob.
 */
class Cover {
  /** The characters of all globs one after another; null ends a glob. */
  readonly #characters: readonly (string | null)[];
  readonly #starts: readonly number[];
  #steps = 0;

  constructor(globs: readonly string[]) {
    const starts: number[] = [];
    this.#characters = globs.flatMap((glob) => [...glob.split(''), null]);
    let at = 0;
    for (const glob of globs) {
      starts.push(at);
      at += glob.length + 1;
    }
    this.#starts = starts;
  }

  of(pieces: readonly Piece[]): boolean {
    let sets = new Map<string, readonly number[]>();
    this.#add(sets, this.#closed(this.#starts));
    for (const { characters, many } of pieces) {
      const next = new Map<string, readonly number[]>(many ? sets : []);
      // For `many`, the sets that are reached are visited too, while they are added.
      for (const set of many ? next.values() : sets.values())
        for (const character of characters) this.#add(next, this.#after(set, character));
      // Nothing covers a text that leads to no place at all.
      if (next.has('')) return false;
      sets = next;
    }
    return [...sets.values()].every((set) => set.some((state) => this.#characters[state] === null));
  }

  #add(sets: Map<string, readonly number[]>, set: readonly number[]): void {
    const key = set.join(',');
    if (!sets.has(key)) sets.set(key, set);
  }

  #after(set: readonly number[], character: string): readonly number[] {
    const after: number[] = [];
    for (const state of set) {
      const expected = this.#characters[state];
      if (expected === '*') after.push(state);
      else if (expected === '?' || expected === character) after.push(state + 1);
    }
    return this.#closed(after);
  }

  /** The states with those that are reached without a character: `*` may stand for no text. */
  #closed(states: readonly number[]): readonly number[] {
    const closed = new Set<number>();
    for (const state of states) {
      for (let at = state; ; at++) {
        closed.add(at);
        if (this.#characters[at] !== '*') break;
      }
    }
    this.#steps += closed.size + 1;
    if (this.#steps > MAX_STEPS) throw new RangeError('The patterns of the policy document are too intricate to compare.');
    return [...closed].toSorted((a, b) => a - b);
  }
}
