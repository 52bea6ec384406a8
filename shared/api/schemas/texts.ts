/** Schemas of texts that people write and others read, and of names from a fixed list. */
import { z } from '@hono/zod-openapi';
import { isPlainText, NOT_PLAIN } from '../../control-characters.ts';
import { redactText } from '../../redact.ts';
import { splitList } from '../../validation/lists.ts';
import { suggestion } from '../../validation/nearest.ts';

/** Whether the text contains no credential. Stored texts are shown to everyone who may read them, so credentials are refused. */
const isShowable = (text: string): boolean => redactText(text) === text;
const UNSHOWABLE = 'This looks like a credential, and others would see it; write a text without one';

/** A text without control characters and unpaired surrogates. */
const uncontrolledText = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'Write a text without control characters');
/** A pattern of JSON Schema has no flags, and few validators support Unicode classes. */
const UNCONTROLLED = { pattern: '^[^\\x00-\\x1f\\x7f-\\x9f]*$' };

/** A text without control characters, because terminals show it, and without unpaired surrogates, because no table can store them. */
export const shownText = (max: number) => uncontrolledText(max).refine(isShowable, UNSHOWABLE).openapi(UNCONTROLLED);

/** A name that people give: on one line, without characters that control it or cannot be seen, and not only of spaces. */
export const plainText = (max: number) =>
  shownText(max)
    .refine(isPlainText, `Write a text without ${NOT_PLAIN}`)
    .refine((text) => text.trim() !== '', 'Write more than spaces');

/** One of a few names. The message for any other text suggests the nearest name. */
export const oneOf = <const T extends readonly string[]>(names: T) =>
  z.enum(names, {
    error: ({ input }) => {
      const hint = typeof input === 'string' ? suggestion(input, names) : '';
      return `${(JSON.stringify(input) ?? 'nothing').slice(0, 100)} is not known; allowed are ${names.join(', ')}.${hint}`;
    },
  });

const MAX_LISTED = 100;
const LIST = 'A list: give the parameter several times, or its values separated by commas (`\\,` is a comma in a value).';

/** A query parameter that is a list, by repetition and by commas. `description`: what the list selects. */
export const severalOf = <S extends z.ZodType<unknown, string>>(
  item: S,
  { description, example }: { readonly description?: string; readonly example?: string } = {},
) => {
  const list = z.array(item).max(MAX_LISTED, `Give at most ${MAX_LISTED} values.`).readonly();
  const valuesOf = (given: unknown): unknown => (typeof given === 'string' ? splitList(given) : given);
  return z
    .preprocess((given) => (given === undefined ? undefined : [given].flat().flatMap(valuesOf)), list.optional())
    .openapi({
      description: description === undefined ? LIST : `${description} ${LIST}`,
      ...(example !== undefined && { example: [example] }),
    });
};

/** A text to search for. It may hold any mark, because names do, but no control character: those stand between the texts that are searched. */
export const searchedText = uncontrolledText(200).openapi(UNCONTROLLED);

/** The path of a problem in a policy file. */
export const problemPath = z
  .string()
  .optional()
  .openapi({ description: 'The path of the value that is wrong, such as `tests[0].verdict`. Absent if it is the file as a whole.' });
