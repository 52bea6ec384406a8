import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TRINO_FUNCTIONS } from '../../../../bin/commands/query/trino-functions.ts';

const NAMES = ['*', 'a"b', "it's", 'line\nbreak', 'x/y~z', 'back\\slash', '', '0', '-', 'a.b', 'a]b', '["c"]', '$', '__proto__', '\u2028'];
/** Parsed, because a literal with the member `__proto__` would set the prototype. */
const DOCUMENT: unknown = JSON.parse(
  `{${NAMES.map((name, place) => `${JSON.stringify(name)}:${place}`).join(',')},"list":[{"*":[7,8],"b c":9}],"other":"x"}`,
);

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
/** A member as Trino's paths name it. */
const member = (name: string): string => `["${name.replaceAll(/["\\]/g, String.raw`\$&`)}"]`;

describe("Trino's JSON functions on DuckDB", () => {
  let instance: DuckDBInstance;
  let connection: DuckDBConnection;
  beforeAll(async () => {
    instance = await DuckDBInstance.create();
    connection = await instance.connect();
    for (const statement of TRINO_FUNCTIONS) await connection.run(statement);
  });
  afterAll(() => {
    connection.closeSync();
    instance.closeSync();
  });

  const ask = async (name: string, path: string): Promise<unknown> => {
    const answer = await connection.run(
      `SELECT CAST(${name}(CAST(${quoted(JSON.stringify(DOCUMENT))} AS JSON), ${quoted(path)}) AS VARCHAR)`,
    );
    return (await answer.getRows())[0]?.[0];
  };

  it.each(NAMES.map((name, place) => [name, place]))('find the member %j and no other', async (name, place) => {
    expect(await ask('json_extract', `$${member(String(name))}`)).toBe(String(place));
    expect(await ask('json_extract_scalar', `$${member(String(name))}`)).toBe(String(place));
  });

  it.each([
    ['$.list[0]["b c"]', '9'],
    ['$["list"][0]["*"]', '[7,8]'],
    ['$["list"][0]["*"][1]', '8'],
    ['$.list[0]', '{"*":[7,8],"b c":9}'],
    ['$["none"]', null],
    ['$["list"]["none"][3]', null],
    ['$.other', '"x"'],
  ])('follow %s', async (path, found) => {
    expect(await ask('json_extract', path)).toBe(found);
  });

  it('count the elements of a list below such a name', async () => {
    expect(await ask('json_size', '$["list"][0]["*"]')).toBe('2');
  });

  it.each(['$["open', '$["a"]b', '$[a"]'])('refuse the path %s', async (path) => {
    await expect(ask('json_extract', path)).rejects.toThrow(/path/i);
  });
});
