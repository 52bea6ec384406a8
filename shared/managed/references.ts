/** References to outputs of dependencies in a configuration: `${deps.db.endpoint}`. `$${deps.db.endpoint}` is that text itself. */
import type { Json } from './model.ts';

/** A reference as it stands in a configuration. */
export interface Reference {
  /** The members that lead to the text that holds it. */
  readonly path: readonly string[];
  /** `${deps.db.endpoint}` */
  readonly written: string;
  /** Undefined if what is written names no dependency and output. */
  readonly target: ReferenceTarget | undefined;
}

export interface ReferenceTarget {
  /** The name of the dependency in the spec. */
  readonly dependency: string;
  readonly output: string;
}

/** The names that dependencies may have. */
export const DEPENDENCY_NAME = /^[a-z][a-z0-9_-]{0,62}$/;

const REFERENCE = /(\$?)(\$\{deps\.([^}]*)(\}?))/g;
const TARGET = /^([a-z][a-z0-9_-]{0,62})\.([a-z][a-z0-9_]{0,62})$/;

const isObject = (value: Json): value is { readonly [name: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function targetOf(inner: string, end: string): ReferenceTarget | undefined {
  const [, dependency, output] = (end === '}' && TARGET.exec(inner)) || [];
  return dependency === undefined || output === undefined ? undefined : { dependency, output };
}

const inText = (text: string, path: readonly string[]): readonly Reference[] =>
  [...text.matchAll(REFERENCE)].flatMap(([, escape, written = '', inner = '', end = '']) =>
    escape === '$' ? [] : [{ path, written: written.slice(0, 200), target: targetOf(inner, end) }],
  );

/** Every reference in the value, in the order in which they stand there. Keys are not searched. */
export function referencesIn(value: Json, path: readonly string[] = []): readonly Reference[] {
  if (typeof value === 'string') return inText(value, path);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => referencesIn(member, [...path, key]));
}

export const hasReference = (value: Json): boolean => referencesIn(value).length > 0;

/** A number, a text or a truth value, or a list of them, as a part of a text; undefined for what no text can hold. */
export function textOf(value: Json): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (!Array.isArray(value)) return undefined;
  const texts = value.map((each: Json) => (Array.isArray(each) ? undefined : textOf(each)));
  return texts.includes(undefined) ? undefined : texts.join(',');
}

/**
 * The value with each reference replaced by what `valueOf` gives. A text that is one reference alone becomes the value as it is; within a longer text, it
 * becomes the value's text. Every reference must have a target.
 */
export function replaceReferences(value: Json, valueOf: (target: ReferenceTarget) => Json): Json {
  if (typeof value === 'string') return replacedText(value, valueOf);
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, replaceReferences(member, valueOf)]));
  return Array.isArray(value) ? value.map((member: Json) => replaceReferences(member, valueOf)) : value;
}

function replacedText(text: string, valueOf: (target: ReferenceTarget) => Json): Json {
  const [only] = inText(text, []);
  if (only?.target !== undefined && only.written === text) return valueOf(only.target);
  return text.replaceAll(REFERENCE, (_whole, escape: string, written: string, inner: string, end: string) => {
    if (escape === '$') return written;
    const target = targetOf(inner, end);
    return target === undefined ? written : (textOf(valueOf(target)) ?? '');
  });
}
