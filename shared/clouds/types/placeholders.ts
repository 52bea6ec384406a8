/**
 * The words in braces of a REST operation (`GET {id}/config/web`): paths in the item, or after `^` in the parent's item. The words of
 * `PLACE` stand for the account and the place that are read; the provider's transport knows them.
 */
import type { Path } from './definition.ts';

export const PLACE = ['subscription', 'tenant', 'tenancy', 'compartment', 'availabilityDomain', 'namespace', 'region'] as const;

const WORD = /\{([^{}]+)\}/g;

/** Whether the word stands for the account or the place. */
export const isPlace = (word: string): boolean => PLACE.some((place) => place === word);

/** The paths that an operation takes from its item or its parent's item, each once. The operation of an SDK has none. */
export const placeholdersOf = (operation: string): readonly Path[] => [
  ...new Set([...operation.matchAll(WORD)].flatMap(([, word = '']) => (isPlace(word) ? [] : [word]))),
];

/** The member of a call's input under which the value of a placeholder comes to the transport. No API has a parameter of such a name. */
export const placeholderMember = (path: Path): string => `{${path}}`;

/** The operation's path, with the text that `textOf` gives for each word in braces. */
export const filledIn = (operation: string, textOf: (word: string) => string): string =>
  operation.replaceAll(WORD, (_word, word: string) => textOf(word));
