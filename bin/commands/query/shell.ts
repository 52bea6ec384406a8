/** The shell: reads statements from a terminal or a pipe and runs them one after the other. */
import { createInterface, type Interface } from 'node:readline';
import { callbackify } from 'node:util';
import { suggestion } from '../../../shared/validation/nearest.ts';
import { CommandError } from '../exit-codes.ts';
import { counted, printable, type Streams } from '../output.ts';
import { tableText } from '../table.ts';
import { QUERY_FORMATS, type Engine, type QueryFormat, type QueryTable } from './engine.ts';
import type { History } from './history.ts';
import { oneLine, hasCode, splitStatements } from '../../../shared/queries/sql-text.ts';

export interface ShellOptions extends Streams {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly engine: Engine;
  readonly format: QueryFormat;
  readonly history: History;
  /** Runs the statement, prints its result and returns the number of rows. @throws CommandError */
  readonly run: (sql: string, format: QueryFormat) => Promise<number>;
}

const HELP = `Statements end with a semicolon and may take several lines.
.tables         list the tables
.schema NAME    list the columns of a table
.format NAME    ${QUERY_FORMATS.join(', ')}: the format of the printed rows
.quit           leave; also exit, quit or Ctrl-D
Ctrl-C stops the running statement, or discards the one that you are typing.
`;
/** People type these words to leave any shell; neither word begins a statement. */
const LEAVE = /^\s*(?:exit|quit)\s*;?\s*$/i;
const PROMPT = 'muster> ';
const MORE = '     -> ';
const HISTORY_SIZE = 1000;

/** @throws CommandError if a statement from a pipe fails; on a terminal, the error is printed and the shell goes on */
export async function shell(options: ShellOptions): Promise<void> {
  const session = new Session(options);
  if (options.stdin.isTTY) await session.fromTerminal();
  else await session.fromPipe();
}

class Session {
  readonly #options: ShellOptions;
  #format: QueryFormat;
  #pending = '';
  #isRunning = false;
  #hasLeft = false;
  /** True after Ctrl-D; statements that were typed before it still run. */
  #isClosed = false;

  constructor(options: ShellOptions) {
    this.#options = options;
    this.#format = options.format;
  }

  async fromPipe(): Promise<void> {
    const lines = createInterface({ input: this.#options.stdin, crlfDelay: Infinity });
    for await (const line of lines) {
      await this.#take(line, async (statement) => this.#options.run(statement, this.#format));
      if (this.#hasLeft) return;
    }
    // The last statement from a pipe needs no semicolon.
    if (hasCode(this.#pending)) await this.#options.run(this.#pending, this.#format);
  }

  async fromTerminal(): Promise<void> {
    const { stdin, stdout, stderr, engine, history } = this.#options;
    const terminal = createInterface({
      input: stdin,
      output: stdout as NodeJS.WritableStream,
      terminal: true,
      history: await history.read(),
      historySize: HISTORY_SIZE,
      removeHistoryDuplicates: true,
      completer: (line: string, done: (error: Error | null, found: Completions) => void) =>
        callbackify(async () => completionsOf(engine, line))(done),
    });
    terminal.on('SIGINT', () => this.#interrupt(terminal));
    terminal.once('close', () => {
      this.#isClosed = true;
    });
    stderr.write('Type .help for help.\n');
    this.#ask(terminal);
    for await (const line of terminal) {
      try {
        await this.#take(line, async (statement) => this.#answer(statement));
      } catch (error) {
        if (!(error instanceof CommandError)) throw error;
        this.#pending = '';
        stderr.write(`${printable(error.message)}\n`);
      }
      if (this.#hasLeft) break;
      this.#ask(terminal);
    }
    terminal.close();
  }

  #ask(terminal: Interface): void {
    if (this.#isClosed) return;
    terminal.setPrompt(this.#pending === '' ? PROMPT : MORE);
    terminal.prompt();
  }

  #interrupt(terminal: Interface): void {
    if (this.#isRunning) return this.#options.engine.interrupt();
    const wasWriting = this.#pending !== '' || terminal.line !== '';
    this.#pending = '';
    terminal.write(null, { ctrl: true, name: 'e' });
    terminal.write(null, { ctrl: true, name: 'u' });
    this.#options.stdout.write(wasWriting ? '^C\n' : '\nType exit or Ctrl-D to leave.\n');
    this.#ask(terminal);
  }

  /** Takes one line: a command that begins with a dot, or a further line of a statement. */
  async #take(line: string, run: (statement: string) => Promise<unknown>): Promise<void> {
    if (this.#pending === '' && LEAVE.test(line)) {
      this.#hasLeft = true;
      return;
    }
    if (this.#pending === '' && line.trimStart().startsWith('.')) return this.#command(line.trim());
    const { statements, rest } = splitStatements(`${this.#pending}${line}\n`);
    this.#pending = hasCode(rest) || rest.includes('/*') ? rest : '';
    for (const statement of statements) await run(statement);
  }

  async #answer(statement: string): Promise<void> {
    await this.#options.history.add(`${oneLine(statement)};`);
    this.#isRunning = true;
    const started = performance.now();
    try {
      const rows = await this.#options.run(statement, this.#format);
      this.#options.stderr.write(`${counted(rows, 'row')}, ${((performance.now() - started) / 1000).toFixed(2)} s\n`);
    } finally {
      this.#isRunning = false;
    }
  }

  #command(line: string): void {
    const { stdout, stderr, engine } = this.#options;
    const [name, argument, ...more] = line.replace(/;$/, '').split(/\s+/);
    if (name === '.quit' || name === '.exit') this.#hasLeft = true;
    else if (name === '.help') stdout.write(HELP);
    else if (name === '.tables') stdout.write(`${engine.tables.map((table) => table.name).join('\n')}\n`);
    else if (name === '.schema') stdout.write(schemaOf(argument, engine.tables));
    else if (name === '.format' && more.length === 0 && isFormat(argument)) this.#format = argument;
    else stderr.write(`There is no command ${printable(line)}. Type .help for the commands.\n`);
  }
}

type Completions = [words: string[], end: string];

/** Completions in readline's form; none if the engine fails. */
async function completionsOf(engine: Engine, line: string): Promise<Completions> {
  try {
    const { words, start } = await engine.complete(line);
    return [[...words], line.slice(start)];
  } catch {
    return [[], line];
  }
}

const isFormat = (name: string | undefined): name is QueryFormat => (QUERY_FORMATS as readonly (string | undefined)[]).includes(name);

function schemaOf(name: string | undefined, tables: readonly QueryTable[]): string {
  const table = tables.find((each) => each.name === name?.toLowerCase());
  if (table === undefined) {
    const names = tables.map((each) => each.name);
    return `${name === undefined ? 'Write .schema and the name of a table.' : `There is no table ${printable(name)}.${suggestion(name, names)}`}\n`;
  }
  const rows = table.columns.map((column) => [column.name, column.type, column.isJson ? 'JSON' : '']);
  return `${tableText(['column', 'type', ''], rows)}\n`;
}
