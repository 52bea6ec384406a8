/** Which actions and which resources IAM statements are about. */
import { globsCover, globsCoverAll, globsMeet, hasWildcard, type Piece } from './globs.ts';
import type { Statement } from './statements.ts';

/** Where the judged resource is. A policy document takes effect in one account of one partition. */
export interface Home {
  /** `aws`, `aws-cn`, `aws-us-gov`. */
  readonly partition: string;
  /** 12 digits. */
  readonly account: string;
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';
const letter: Piece = { characters: LETTERS.split(''), many: false };
const word: Piece = { characters: `${LETTERS}${DIGITS}`.split(''), many: true };
const service: Piece = { characters: `${LETTERS}${DIGITS}-`.split(''), many: true };
const literal = (text: string): readonly Piece[] => text.split('').map((character) => ({ characters: [character], many: false }));

/** The actions of one service, or of all: its prefix and its names begin with a letter, and are in lower case here. */
export const EVERY_ACTION: readonly Piece[] = [letter, service, ...literal(':'), letter, word];
export const everyActionOf = (prefix: string): readonly Piece[] => [...literal(`${prefix}:`), letter, word];

/** Some action of `wanted`, which may hold wildcards, is one of the statement's: no pattern of a `NotAction` excludes it. */
export const namesAction = ({ Actions, NotActions }: Statement, wanted: string): boolean =>
  NotActions.length > 0 ? !globsCover(NotActions, wanted) : Actions.some((pattern) => globsMeet(pattern, wanted));

/**
 * Whether the statements together name every action of `wanted`. `wildcard`: the same actions as a pattern. `harmless`: patterns of actions that
 * need not be named.
 * @throws RangeError if the patterns are too intricate to compare
 */
export function nameEveryAction(
  statements: readonly Statement[],
  wanted: readonly Piece[],
  wildcard: string,
  harmless: readonly string[] = [],
): boolean {
  if (statements.length === 0) return false;
  const actions = statements.flatMap(({ Actions }) => Actions);
  // The usual case, such as `s3:*`, needs no comparison with all others.
  if (actions.some(hasWildcard) && globsCover(actions, wildcard)) return true;
  const named = [...actions, ...harmless];
  if (named.some(hasWildcard) && globsCoverAll(named, wanted)) return true;
  const allBut = statements.filter(({ NotActions }) => NotActions.length > 0);
  /** Whether some statement names every action of `wanted` that the pattern matches. */
  const isNamed = (pattern: string): boolean =>
    !globsMeet(pattern, wildcard) ||
    globsCover(named, pattern) ||
    allBut.some(({ NotActions }) => NotActions.every((other) => !globsMeet(other, pattern)));
  return allBut.some(({ NotActions }) => NotActions.every(isNamed));
}

/** Whether the statement is about every resource that `kind` means, or about all but some of them. `kind`: an ARN with the partition and the account as `*`. */
export const reachesKind = ({ Resources, NotResources }: Statement, kind: string, home: Home): boolean =>
  NotResources.length > 0 ? !coverKind(NotResources, kind, home) : coverKind(Resources, kind, home);

/** A variable that stands for the account of the caller, or of the resource itself. */
const OWN_ACCOUNT = /\$\{aws:(?:principal|resource)account\}/gi;

/** Whether the patterns cover every resource that `kind` means in the partition and the account. */
export function coverKind(patterns: readonly string[], kind: string, { partition, account }: Home): boolean {
  if (patterns.includes('*')) return true;
  const wild = patterns.map((pattern) => pattern.replaceAll(OWN_ACCOUNT, account)).filter(hasWildcard);
  if (wild.length === 0) return false;
  const [arn, , ofService, region, , ...resource] = kind.split(':');
  return globsCover(wild, [arn, partition, ofService, region, account, ...resource].join(':'));
}
