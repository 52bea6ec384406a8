/** Runs `muster query` with cache and state folders of its own. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { run } from '../../../../bin/commands/program.ts';

export class Kept extends Writable {
  text = '';

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

export interface Asked {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export class Place {
  readonly folder = mkdtempSync(join(tmpdir(), 'muster-query-test-'));

  path(...names: readonly string[]): string {
    return join(this.folder, ...names);
  }

  async muster(args: readonly string[], stdin = '', variables: NodeJS.ProcessEnv = {}): Promise<Asked> {
    const stdout = new Kept();
    const stderr = new Kept();
    const input = new PassThrough();
    input.end(stdin);
    const env = { HOME: this.folder, XDG_CACHE_HOME: this.path('cache'), XDG_STATE_HOME: this.path('state'), ...variables };
    const code = await run(args, { stdin: input, stdout, stderr, env, sleep: async () => {}, exitCode: 0 });
    return { code, out: stdout.text, err: stderr.text };
  }

  async query(...args: readonly string[]): Promise<Asked> {
    return this.muster(['query', '--from', this.path('export'), ...args]);
  }

  /** The rows, parsed from JSON Lines. @throws Error with the text of stderr if the command failed */
  async rows(sql: string, ...args: readonly string[]): Promise<readonly Record<string, unknown>[]> {
    const { code, out, err } = await this.query('--format', 'json', ...args, sql);
    if (code !== 0) throw new Error(err);
    return out
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export const guideText = (): string => readFileSync(new URL('../../../../docs/queries.md', import.meta.url), 'utf8');

/** The SQL of docs/queries.md, by its question. */
export const guideQueries = (): ReadonlyMap<string, string> =>
  new Map(
    [...guideText().matchAll(/^### (?<question>.+)\n(?:(?!^#)[^])*?```sql\n(?<sql>[^]*?)```/gm)].map(({ groups }) => [
      groups!['question']!,
      groups!['sql']!.trim(),
    ]),
  );

/** Functions (and keywords before a bracket) that exist in Trino and in `muster query`. */
export const IN_TRINO_TOO: ReadonlySet<string> = new Set(
  (
    'array_agg array_join cast coalesce concat count count_if date_diff element_at from_iso8601_date from_iso8601_timestamp json_array_length ' +
    'json_extract json_extract_scalar json_format json_parse map map_keys max min over regexp_extract regexp_extract_all regexp_like regexp_replace split split_part ' +
    'strpos substr sum try_cast unnest and as by from in join not or select values when where k t p'
  ).split(' '),
);

/** Syntax of DuckDB that Trino does not know. */
export const NOT_TRINO = /::|->|\bGROUP BY ALL\b|\bEXCLUDE\b|\bQUALIFY\b|\[|\bUSING SAMPLE\b|\bILIKE\b/i;
