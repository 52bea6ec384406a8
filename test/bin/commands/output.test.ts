import { describe, expect, it } from '@jest/globals';
import { stripVTControlCharacters } from 'node:util';
import { below, counted, GrowingTable, namedCounts, Output, outputOptions, titled, whole } from '../../../bin/commands/output.ts';
import { printResult } from '../../../bin/commands/query/render.ts';
import { widthOf, wrapped } from '../../../bin/commands/table.ts';
import { escapedJson, escapedText } from '../../../shared/control-characters.ts';

const ESC = '\u001B';
const HOSTILE = `a${ESC}[2Jb\u009B31mc\u202Ed\u2066e\u0007\u{E0041}`;

const CONTROL = /[\p{Cc}\u202A-\u202E\u2066-\u2069]/u;

class Screen {
  text = '';
  readonly isTTY?: boolean;
  readonly columns?: number;

  constructor(columns?: number) {
    if (columns === undefined) return;
    this.isTTY = true;
    this.columns = columns;
  }

  write(text: string): boolean {
    this.text += text;
    return true;
  }

  get lines(): readonly string[] {
    return this.text.trimEnd().split('\n');
  }
}

const streams = (stdout: Screen) => ({ stdout, stderr: new Screen() as unknown as NodeJS.WritableStream });
const plain = { width: 80, color: false, json: false };

describe('a table', () => {
  const items = Array.from({ length: 500 }, (_, index) => ({
    id: `aws:000000000001@T@eu@${'x'.repeat(index % 60)}`,
    title: 'word '.repeat(30),
    n: index,
  }));

  it('fits the width, and never cuts an id', async () => {
    const screen = new Screen();
    await new Output(streams(screen), plain).list(
      items,
      { title: ({ title }) => title, n: ({ n }) => n, id: whole(({ id }) => id), note: below(({ title }) => title) },
      '',
    );

    for (const line of screen.lines) if (!line.includes('aws:')) expect(widthOf(line)).toBeLessThanOrEqual(80);
    for (const { id } of items) expect(screen.text).toContain(`${id}\n`);
    expect(screen.lines[0]).toMatch(/^title +n$/);
  });

  it('narrows titles first, whole on several lines: ids, times, states and names keep their width', async () => {
    const screen = new Screen();
    const row = {
      id: 'aws:112233445566',
      at: '2026-11-29T01:52Z',
      name: 'payments-web-1',
      title: 'Instances keep their ports closed '.repeat(3),
    };
    await new Output(streams(screen), plain).list(
      [row],
      { id: whole(({ id }) => id), title: titled((each) => each.title), name: ({ name }) => name, at: whole(({ at }) => at) },
      '',
    );

    expect(screen.lines[1]).toMatch(/^aws:112233445566 {2}Instances keep .{8,} {2}payments-web-1 {2}2026-11-29T01:52Z$/);
    for (const line of screen.lines) expect(widthOf(line)).toBeLessThanOrEqual(80);
    const words = screen.lines.slice(1).join(' ').split(/ +/);
    expect(words.filter((word) => word === 'closed')).toHaveLength(3);
    expect(words.filter((word) => word === 'payments-web-1')).toHaveLength(1);
  });

  it('writes numbers as people read them, and JSON writes them as they are', async () => {
    const [screen, json] = [new Screen(), new Screen()];
    const columns = { n: ({ n }: { n: number }) => n };
    await new Output(streams(screen), plain).list([{ n: 12345 }], columns, '');
    new Output(streams(screen), plain).record({ n: 67890 }, columns);
    await new Output(streams(json), { ...plain, json: true }).list([{ n: 12345 }], columns, '');

    expect(screen.lines).toEqual(['n', '12,345', 'n  67,890']);
    expect(json.text).toBe('{"n":12345}\n');
    expect([counted(1234, 'slice'), namedCounts({ pass: 1234 })]).toEqual(['1,234 slices', '1,234 pass']);
  });

  it.each([20, 40, 80, 200])('of many columns shows those that %i columns have room for, and returns the others', async (width) => {
    const screen = new Screen();
    const headings = Array.from({ length: 30 }, (_, index) => ({ heading: `column_${index}` }));
    const table = new GrowingTable(screen, headings, { width, color: false });
    for (let row = 0; row < 300; row++) await table.add(headings.map(() => '日本語のとても長い文字列'.repeat(row % 3)));
    const hidden = await table.end();

    for (const line of screen.lines) expect(widthOf(line)).toBeLessThanOrEqual(width);
    expect(hidden).toHaveLength(30 - screen.lines[0]!.split(/ +/).length);
  });

  it('prints rows while they arrive', async () => {
    const screen = new Screen();
    const table = new GrowingTable(screen, [{ heading: 'n' }], plain);
    for (let row = 0; row < 1000; row++) await table.add([row]);

    expect(screen.lines).toHaveLength(1001);
  });

  it('has no control character of a name in it', async () => {
    const screen = new Screen(80);
    const output = new Output(streams(screen), plain);
    await output.list(
      [{ name: HOSTILE }],
      { name: ({ name }) => name, [HOSTILE]: whole(({ name }) => name), note: below(({ name }) => name) },
      '',
    );
    output.record({ name: HOSTILE }, { name: ({ name }) => name });
    output.say(HOSTILE);

    expect(screen.lines.join('')).not.toMatch(CONTROL);
  });

  it('is as costly as what is shown, however long its cells are', async () => {
    const screen = new Screen();
    const table = new GrowingTable(screen, [{ heading: 'config' }], plain);
    for (let row = 0; row < 400; row++) await table.add(['x'.repeat(1_000_000)]);

    expect(screen.text.length).toBeLessThan(400 * 90);
  });

  it('of a record wraps what is long, and keeps words whole', () => {
    const screen = new Screen();
    const url = `https://example.com/${'p'.repeat(100)}`;
    new Output(streams(screen), plain).record({}, { remediation: () => 'word '.repeat(40), see: () => url });

    expect(screen.lines.length).toBeGreaterThan(3);
    expect(screen.text).toContain(url);
    expect(wrapped('', 10)).toEqual(['']);
  });
});

describe('color', () => {
  const colored = (options: object, env: NodeJS.ProcessEnv, stdout: Screen) => outputOptions(options, { stdout, env }).color;

  it('is used on a terminal, unless NO_COLOR or TERM=dumb says otherwise, and whenever --color says so', () => {
    expect(colored({}, {}, new Screen(80))).toBe(true);
    expect(colored({}, {}, new Screen())).toBe(false);
    expect(colored({}, { NO_COLOR: '1' }, new Screen(80))).toBe(false);
    expect(colored({}, { NO_COLOR: '' }, new Screen(80))).toBe(true);
    expect(colored({}, { TERM: 'dumb' }, new Screen(80))).toBe(false);
    expect(colored({ color: 'always' }, { NO_COLOR: '1' }, new Screen())).toBe(true);
    expect(colored({ color: 'never' }, {}, new Screen(80))).toBe(false);
  });

  it('marks headings and severities, and does not count as width', async () => {
    const screen = new Screen(80);
    const columns = { severity: ({ s }: { s: string }) => s, title: () => 'bucket' };
    await new Output(streams(screen), { ...plain, color: true }).list([{ s: 'critical' }, { s: 'low' }], columns, '');

    expect(screen.text).toContain(ESC);
    const bare = screen.lines.map((line) => stripVTControlCharacters(line));
    expect(bare).toEqual(['severity  title', 'critical  bucket', 'low       bucket']);
  });
});

describe('the width', () => {
  it("is the terminal's, or COLUMNS or 80 where there is none, or none with --wide", () => {
    const width = (options: object, env: NodeJS.ProcessEnv, stdout: Screen) => outputOptions(options, { stdout, env }).width;

    expect(width({}, {}, new Screen(123))).toBe(123);
    expect(width({}, {}, new Screen())).toBe(80);
    expect(width({}, { COLUMNS: '40' }, new Screen())).toBe(40);
    expect(width({}, { COLUMNS: 'wide' }, new Screen())).toBe(80);
    expect(width({ wide: true }, {}, new Screen())).toBe(Infinity);
  });
});

describe('JSON', () => {
  it('has every control character escaped, and means the same', () => {
    const line = escapedJson(JSON.stringify({ [HOSTILE]: HOSTILE }));

    expect(line).not.toMatch(CONTROL);
    expect(JSON.parse(line)).toEqual({ [HOSTILE]: HOSTILE });
  });
});

describe('the rows of a query', () => {
  const result = () => ({
    columns: ['name'],
    batches: (async function* () {
      yield [[HOSTILE], ['two\nlines']];
    })(),
  });

  it('show controls as escapes in CSV on a terminal, and hold the value elsewhere', async () => {
    const terminal = new Screen(80);
    const file = new Screen();
    await printResult(result(), 'csv', terminal);
    await printResult(result(), 'csv', file);

    expect(terminal.text).toBe(`name\n${escapedText(HOSTILE)}\n"two\nlines"\n`);
    expect(terminal.text).not.toContain(ESC);
    expect(file.text).toContain(HOSTILE);
  });

  it('are valid JSON without controls', async () => {
    const file = new Screen();
    await printResult(result(), 'json', file);

    expect(file.lines.map((line) => (JSON.parse(line) as { name: string }).name)).toEqual([HOSTILE, 'two\nlines']);
    expect(file.lines.join('')).not.toMatch(CONTROL);
  });
});
