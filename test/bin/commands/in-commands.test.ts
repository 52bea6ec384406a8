/** Whoever types commands is told commands, and not routes of the API. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { inCommands } from '../../../bin/commands/in-commands.ts';

const SHARED = join(import.meta.dirname, '../../../shared');
/** A route in a sentence. Descriptions in the OpenAPI document have routes in backticks. */
const ROUTE = /(?<=[a-z;,] )(?:GET|POST|PUT|PATCH|DELETE) \/[^\n]*/g;

/** Routes that no command calls, so that no user of commands is told of them. */
const WITHOUT_COMMAND = /^GET \/views /;

/** The ends of the sentences with routes that refusals have, from the route on, with `x` for what is filled in. */
const sentences = (): readonly string[] =>
  readdirSync(SHARED, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.startsWith('clouds'))
    .flatMap((path) => readFileSync(join(SHARED, path), 'utf8').split('\n'))
    .filter((line) => !/^\s*(\*|\/[/*])/.test(line))
    .flatMap((line) => line.match(ROUTE) ?? [])
    .map((text) => text.replaceAll(/\$\{[^}]*\}/g, 'x'))
    .filter((text) => !WITHOUT_COMMAND.test(text));

describe('a refusal', () => {
  it('names commands wherever the API names routes', () => {
    const found = sentences();

    expect(found.length).toBeGreaterThan(15);
    expect(found.map((text) => inCommands(text)).filter((text) => /\b(GET|POST|PUT|PATCH|DELETE) \//.test(text))).toEqual([]);
  });

  it.each([
    ['POST /customers needs the role admin; you are viewer.', 'This needs the role admin; you are viewer.'],
    ['There is no job x; GET /jobs lists them.', 'There is no job x; "muster jobs list" lists them.'],
    ['It is not; GET /customers/cus_1/resources lists what is.', 'It is not; "muster customers resources cus_1" lists what is.'],
    ['Delete them, with DELETE /resources/{uid}.', 'Delete them, with "muster resources unregister".'],
  ])('%s', (told, expected) => {
    expect(inCommands(told)).toBe(expected);
  });
});
