/**
 * Evidence: what a policy shows of a resource that fails. It is a short piece of JSON without secrets, the same for the same state of
 * the cloud: lists are sets, so they are sorted.
 */
import { Optional } from '@marcbachmann/cel-js';
import { canonicalJson } from '../canonical-json.ts';
import { compareValues, isObject } from '../inventory/canonical-value.ts';
import { setMember } from '../members.ts';
import { isSecret, REDACTED, redactText } from '../redact.ts';
import { numberText } from '../number-text.ts';

/** Bytes of the JSON. */
export const MAX_EVIDENCE_BYTES = 2048;
/** Elements of a list, and members of a map, that are shown. */
export const MAX_ENTRIES = 10;
/** Values that are looked at. A list that refers to another twice, and so on, can stand for more than memory holds. */
const MAX_VALUES = 50_000;
const MAX_DEPTH = 12;

/** How much is shown: the first that fits. */
const CUTS: readonly Cut[] = [
  { entries: MAX_ENTRIES, characters: 400 },
  { entries: MAX_ENTRIES, characters: 120 },
  { entries: 5, characters: 120 },
  { entries: 3, characters: 80 },
  { entries: 2, characters: 50 },
];
interface Cut {
  readonly entries: number;
  readonly characters: number;
}

/** The member of a map that tells how many others are left out. */
const REST = '…';

/** The id of an access key. It is not secret, and it is the only name that a key has. */
const ACCESS_KEY_ID = /^(?:AKIA|ASIA)[A-Z0-9]{12,124}$/;

/**
 * The canonical JSON of what an expression answered; undefined if there is nothing to show: null, or an empty text, list or map.
 * @throws RangeError if the value is too large or cannot be shown
 */
export function evidenceText(answer: unknown): string | undefined {
  const value = plain(answer, { left: MAX_VALUES }, 0);
  if (isNothing(value)) return undefined;
  for (const cut of CUTS) {
    // A value and the comma after it take two bytes.
    const budget = { left: MAX_EVIDENCE_BYTES / 2 };
    const copy = shown(value, cut, budget);
    const json = budget.left < 0 ? undefined : canonicalJson(copy);
    if (json !== undefined && Buffer.byteLength(json) <= MAX_EVIDENCE_BYTES) return json;
  }
  throw new RangeError('The evidence is too long, even with two entries of each list.');
}

const isNothing = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (Array.isArray(value) && value.length === 0) ||
  (isObject(value) && Object.keys(value).length === 0);

/** The value as JSON has it: maps as objects with sorted members, lists as sorted sets, times as texts. */
function plain(value: unknown, budget: { left: number }, depth: number): unknown {
  if (--budget.left < 0) throw new RangeError('The evidence is too large.');
  if (depth > MAX_DEPTH) throw new RangeError('The evidence is nested too deeply.');
  if (value === undefined || value === null) return null;
  const within = (member: unknown): unknown => plain(member, budget, depth + 1);
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof Optional) return within(value.orValue(null));
  /** An optional without a value is left out: `{'sid': statement.?Sid}`. */
  const isThere = (member: unknown): boolean => !(member instanceof Optional) || member.hasValue();
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return sortedOnce(value.filter(isThere).map(within));
  const entries = value instanceof Map ? [...(value as ReadonlyMap<unknown, unknown>)] : membersOf(value);
  const map: Record<string, unknown> = {};
  for (const [name, member] of entries
    .filter(([, of]) => isThere(of))
    .map(([key, of]) => [String(key), of] as const)
    .toSorted(byName))
    setMember(map, name, within(member));
  return map;
}

/** The members of an object of JSON. @throws RangeError for any other object */
function membersOf(value: unknown): readonly (readonly [unknown, unknown])[] {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (typeof value !== 'object' || (prototype !== null && prototype !== Object.prototype))
    throw new RangeError('The evidence holds a value that JSON cannot hold; write it as a text, with string(…).');
  return Object.entries(value!);
}

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : a > b ? 1 : 0);

const sortedOnce = (list: readonly unknown[]): readonly unknown[] =>
  list.toSorted(compareValues).filter((value, index, sorted) => index === 0 || compareValues(sorted[index - 1], value) !== 0);

/** A copy without secrets, and with what is too much left out. */
function shown(value: unknown, cut: Cut, budget: { left: number }): unknown {
  if (--budget.left < 0) return null;
  if (typeof value === 'string') return shownText(value, cut);
  if (Array.isArray(value)) {
    const kept = value.slice(0, cut.entries).map((element) => shown(element, cut, budget));
    return value.length > kept.length ? [...kept, restOf(value.length - kept.length)] : kept;
  }
  if (!isObject(value)) return value;
  const members = Object.entries(value);
  const copy: Record<string, unknown> = {};
  for (const [name, member] of members.slice(0, cut.entries))
    setMember(copy, shownText(name, cut), isSecretMember(name, member) ? REDACTED : shown(member, cut, budget));
  if (members.length > cut.entries) setMember(copy, REST, restOf(members.length - cut.entries));
  return copy;
}

/** The key of a condition, such as `token.actions.githubusercontent.com:sub`, is no name of a secret. */
const isSecretMember = (name: string, member: unknown): boolean => !name.includes(':') && isSecret(name, member);

const restOf = (count: number): string => `… and ${numberText(count)} more`;

/** Redacted texts by text. The names of members, and most values, repeat over the findings of a policy. */
const safeTexts = new Map<string, string>();
const CACHED_TEXTS = 5000;
const MAX_CACHED = 100;

function safeText(text: string): string {
  if (ACCESS_KEY_ID.test(text)) return text;
  if (text.length > MAX_CACHED) return redactText(text);
  const known = safeTexts.get(text);
  if (known !== undefined) return known;
  const safe = redactText(text);
  if (safeTexts.size >= CACHED_TEXTS) safeTexts.clear();
  safeTexts.set(text, safe);
  return safe;
}

function shownText(text: string, { characters }: Cut): string {
  const safe = safeText(text);
  return (safe.length > characters ? `${safe.slice(0, characters)}…` : safe).toWellFormed();
}
