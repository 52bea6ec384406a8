/**
 * Selectors of accounts: the ways in which people name accounts, wherever they name them. An account id names one account; `unit:`, `tag:`, `name:`
 * and `connection:` with a pattern select those that match. In a pattern, `*` is any text, and `%` with two hexadecimal digits is a character:
 * `%2A` is a star and `%25` a percent sign.
 */
import { unitsOf } from '../clouds/unit-path.ts';
import { InvalidRequest } from '../errors.ts';
import { type AccountId, parseAccountId } from '../ids.ts';
import { starMatcher } from '../star-matcher.ts';
import { suggestion } from '../validation/nearest.ts';

export const SELECTOR_KINDS = ['unit', 'tag', 'name', 'connection'] as const;
export type SelectorKind = (typeof SELECTOR_KINDS)[number];

/** Parts of the sentences about selectors, and of the help of every option that takes them. */
export const SELECTOR_FORMS = ['unit:/Root/Prod/*', 'tag:team=payments', 'name:prod-*', 'connection:acme'] as const;

/** The longest selector, in characters. */
export const MAX_SELECTOR = 500;

/** The fields of an account by which it is selected. */
export interface SelectableAccount {
  readonly account_id: AccountId;
  readonly name: string;
  readonly connection_id: string;
  /** As in an account's row: empty at the root; absent if it is not known. */
  readonly organizational_unit?: string;
  /** Absent if they were not read. */
  readonly tags?: Readonly<Record<string, string>>;
}

export interface AccountSelector {
  /** As it was written, for messages. */
  readonly written: string;
  /** The account that is named; absent if the selector is a pattern. */
  readonly id?: AccountId;
  readonly kind: SelectorKind | 'id';
  /** False also for an account of which the unit, or the tags, are not known. */
  readonly matches: (account: SelectableAccount) => boolean;
}

/** @throws InvalidRequest naming `field` */
export function parseAccountSelector(written: string, field = 'account_id'): AccountSelector {
  const kind = SELECTOR_KINDS.find((each) => written.startsWith(`${each}:`));
  if (kind === undefined) {
    const id = parsedId(written, field);
    return { written, id, kind: 'id', matches: ({ account_id }) => account_id === id };
  }
  if (written.length > MAX_SELECTOR)
    throw new InvalidRequest(
      field,
      `${field}: the selector has ${written.length} characters; at most ${MAX_SELECTOR} are allowed, so select fewer accounts with it.`,
    );
  if (/[\p{Cc}\p{Cs}]/u.test(written))
    throw new InvalidRequest(field, `${field}: ${shown(written)} has control characters; write them as % and two hexadecimal digits.`);
  const pattern = written.slice(kind.length + 1);
  if (pattern === '')
    throw new InvalidRequest(
      field,
      `${field}: ${shown(written)} selects nothing; write a pattern after the colon, such as ${SELECTOR_FORMS.join(', ')}.`,
    );
  return { written, kind, matches: MATCHERS[kind](pattern, { written, field }) };
}

/** Whether the selector is a pattern that names nothing in particular: `name:*`, `unit:/Root/*`, `tag:*=*`. */
export const namesNoAccount = ({ kind, written }: AccountSelector): boolean =>
  kind !== 'id' &&
  written.includes('*') &&
  /^[*/=]*$/.test(written.slice(kind.length + 1).replace(kind === 'unit' ? /^\/Root(?=\/)/ : '', ''));

interface Place {
  readonly written: string;
  readonly field: string;
}

type Matcher = (pattern: string, place: Place) => AccountSelector['matches'];

const MATCHERS: Readonly<Record<SelectorKind, Matcher>> = {
  unit: unitMatcher,
  tag: (pattern, place) => {
    const fits = textMatcher(pattern, place);
    return ({ tags = {} }) => Object.entries(tags).some(([key, value]) => fits(key) || fits(`${key}=${value}`));
  },
  name: (pattern, place) => {
    const fits = textMatcher(pattern, place);
    return ({ name }) => fits(name);
  },
  connection: (pattern, place) => {
    const fits = textMatcher(pattern, place);
    return ({ connection_id }) => fits(connection_id);
  },
};

/** The name by which a path may begin with its root: `/Root/Prod` is `/Prod`. */
const ROOT = 'Root';

/** `/Root/Prod`: the accounts in that unit. `/Root/Prod/*`: also those in the units below it, at any depth. */
function unitMatcher(pattern: string, place: Place): AccountSelector['matches'] {
  const names = pattern.replace(/^\//, '').replace(/\/$/, '').split('/');
  if (pattern.startsWith('/') && (names[0] === ROOT || names[0] === '')) names.shift();
  if (names.includes(''))
    throw new InvalidRequest(
      place.field,
      `${place.field}: ${shown(place.written)} has a unit without a name; write a path such as ${SELECTOR_FORMS[0]}, and %2F for a / in a name.`,
    );
  const isDeep = names.at(-1) === '*';
  const fits = (isDeep ? names.slice(0, -1) : names).map((name) => textMatcher(name, place));
  return ({ organizational_unit: path }) => {
    if (path === undefined) return false;
    const units = unitsOf(path);
    return (isDeep ? units.length >= fits.length : units.length === fits.length) && fits.every((fit, depth) => fit(units[depth]!));
  };
}

/** @throws InvalidRequest for a % that begins no character */
function textMatcher(pattern: string, { written, field }: Place): (text: string) => boolean {
  const parts = pattern.split('*').map((part) => {
    try {
      return decodeURIComponent(part);
    } catch {
      throw new InvalidRequest(
        field,
        `${field}: ${shown(written)} has a % that is not followed by the two hexadecimal digits of a character; write %25 for a percent sign.`,
      );
    }
  });
  return starMatcher(parts);
}

/** @throws InvalidRequest that names the ways to write ids and selectors */
function parsedId(written: string, field: string): AccountId {
  try {
    return parseAccountId(written, field);
  } catch (error) {
    if (!(error instanceof InvalidRequest)) throw error;
    const kind = /^([^:]{1,20}):/.exec(written)?.[1];
    const near = kind === undefined ? '' : suggestion(kind, SELECTOR_KINDS);
    throw new InvalidRequest(
      field,
      `${field}: ${shown(written)} is neither an account id nor a selector of accounts; write ${[...(error.allowed ?? []), ...SELECTOR_FORMS].join(', ')}.${near}`,
      error.allowed,
    );
  }
}

const shown = (text: string): string => JSON.stringify(text.slice(0, 100));
