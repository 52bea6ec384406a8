/** Texts that people write and others are shown, and names that have to be known. */
import { z } from '@hono/zod-openapi';
import { redactText } from '../../redact.ts';
import { suggestion } from '../../validation/nearest.ts';

/** What is stored is shown to everyone who may read it, and a credential pasted into the wrong field would be too. */
export const isShowable = (text: string): boolean => redactText(text) === text;
export const UNSHOWABLE = 'Write no credential here: this looks like one, and it would be shown';

/** No control characters, for such texts are shown in terminals and tables; no half of a surrogate pair, for no table takes it. */
export const shownText = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'Write a text without control characters')
    .refine(isShowable, UNSHOWABLE)
    // A pattern of JSON Schema has no flags, and few validators know classes of Unicode.
    .openapi({ pattern: '^[^\\x00-\\x1f\\x7f-\\x9f]*$' });

/** One of a few names; who writes another is told the nearest. */
export const oneOf = <const T extends readonly string[]>(names: T) =>
  z.enum(names, {
    error: ({ input }) => {
      const hint = typeof input === 'string' ? suggestion(input, names) : '';
      return `${(JSON.stringify(input) ?? 'nothing').slice(0, 100)} is not known; allowed are ${names.join(', ')}.${hint}`;
    },
  });
