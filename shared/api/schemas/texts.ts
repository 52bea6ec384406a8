/** Schemas of texts that people write and others read, and of names from a fixed list. */
import { z } from '@hono/zod-openapi';
import { redactText } from '../../redact.ts';
import { suggestion } from '../../validation/nearest.ts';

/** Whether the text contains no credential. Stored texts are shown to everyone who may read them, so credentials are refused. */
export const isShowable = (text: string): boolean => redactText(text) === text;
export const UNSHOWABLE = 'This looks like a credential, and others would see it; write a text without one';

/** A text without control characters, because terminals show it, and without unpaired surrogates, because no table can store them. */
export const shownText = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'Write a text without control characters')
    .refine(isShowable, UNSHOWABLE)
    // A pattern of JSON Schema has no flags, and few validators support Unicode classes.
    .openapi({ pattern: '^[^\\x00-\\x1f\\x7f-\\x9f]*$' });

/** One of a few names. The message for any other text suggests the nearest name. */
export const oneOf = <const T extends readonly string[]>(names: T) =>
  z.enum(names, {
    error: ({ input }) => {
      const hint = typeof input === 'string' ? suggestion(input, names) : '';
      return `${(JSON.stringify(input) ?? 'nothing').slice(0, 100)} is not known; allowed are ${names.join(', ')}.${hint}`;
    },
  });

const MAX_LISTED = 100;

/** A query parameter that may be given several times. */
export const severalOf = <S extends z.ZodType<unknown, string>>(item: S) => {
  const list = z.array(item).max(MAX_LISTED, `Give it at most ${MAX_LISTED} times.`).readonly();
  return z.preprocess((given) => (given === undefined ? undefined : [given].flat()), list.optional());
};
