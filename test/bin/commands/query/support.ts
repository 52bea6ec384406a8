/** Runs `muster query` with cache and state folders of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
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
