import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { fieldProblemsOf, invalidRequestOf, problemText } from '../../../shared/validation/invalid-request.ts';

const schema = z.strictObject({
  auth: z.enum(['auto', 'config']).optional(),
  one: z.literal('x').optional(),
  workers: z.number().int().min(1).max(9).optional(),
  code: z
    .string()
    .regex(/^\d{3}$/)
    .optional(),
  own: z.string().regex(/^a/, 'write a text that begins with a').optional(),
  list: z.array(z.enum(['jsonl'])).optional(),
});

const refused = (input: object): string => {
  const { error } = schema.safeParse(input);
  return invalidRequestOf(error!, schema, 'body', input).message;
};

describe('what a schema refuses', () => {
  it.each([
    [{ auth: 'confg' }, 'auth: not one of the values that are allowed; write auto or config. Did you mean config?'],
    [{ auth: 'something else' }, 'auth: not one of the values that are allowed; write auto or config.'],
    [{ list: ['jsonl', 'json'] }, 'list[1]: write jsonl.'],
    [{ one: 'y' }, 'one: write x.'],
    [{ workers: 0 }, 'workers: too small; give 1 or more.'],
    [{ workers: 10 }, 'workers: too large; give 9 or less.'],
    [{ code: 'abc' }, 'code: not of the form that is expected; write a text that matches /^\\d{3}$/.'],
    [{ own: 'b' }, 'own: write a text that begins with a.'],
    [{ worker: 1 }, 'worker: unknown; allowed are auth, one, workers, code, own, list. Did you mean workers?'],
    [{ auth: 'auto', list: {} }, 'list: not of the type that is expected; give a list.'],
    [{ auth: 'auto', code: 1 }, 'code: not of the type that is expected; give a text.'],
    [{ workers: '1' }, 'workers: not of the type that is expected; give a number.'],
  ])("is told in one sentence, and never in zod's words: %j", (input, message) => {
    expect(refused(input)).toBe(message);
  });

  it('is told where nothing is allowed', () => {
    const empty = z.strictObject({});
    expect(invalidRequestOf(empty.safeParse({ x: 1 }).error!, empty, 'body').message).toBe('x: unknown; there are none, so leave it out.');
  });

  it('is told by the option of a union that the input has chosen', () => {
    const union = z.discriminatedUnion('engine', [
      z.strictObject({ engine: z.literal('oak'), rings: z.number().optional() }),
      z.strictObject({ engine: z.literal('steam'), boilers: z.number().optional() }),
    ]);
    const told = (input: object): readonly string[] =>
      fieldProblemsOf(union.safeParse(input).error!.issues, {
        schema: union,
        whole: 'config',
        input,
        shownValue: (value) => JSON.stringify(value),
      }).map(({ message }) => message);
    expect(told({ engine: 'oak', boilers: 1 })).toEqual(['config.boilers: unknown; allowed are engine, rings.']);
    expect(told({ engine: 'stem' })).toEqual([
      'config.engine: "stem" came: not one of the values that are allowed; write oak or steam. Did you mean steam?',
    ]);
  });

  it('is told without the value', () => {
    expect(refused({ auth: 's3cr3t-value' })).not.toContain('s3cr3t');
  });

  it('is told as the end of a sentence', () => {
    const input = { auth: 'confg' };

    expect(problemText(schema.safeParse(input).error!, input)).toBe(
      'auth: not one of the values that are allowed; write auto or config. Did you mean config?',
    );
    expect(problemText(schema.safeParse({ x: 1 }).error!)).toBe('there is no x');
  });
});
