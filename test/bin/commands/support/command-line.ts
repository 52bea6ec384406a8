/** Runs command lines against an API over a store in memory. */
import { Writable } from 'node:stream';
import type { Surroundings } from '../../../../bin/commands/context.ts';
import { run } from '../../../../bin/commands/program.ts';
import type { ResourceType } from '../../../../shared/clouds/resource-type.ts';
import type { Store } from '../../../../shared/storage/store.ts';
import { apiFixture } from '../../../support/api-fixture.ts';
import { serve, type Served } from '../../../support/serve.ts';

class Kept extends Writable {
  text = '';

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

/** The facts that API Gateway states about the caller of every request. */
const CALLER = { event: { requestContext: { authorizer: { iam: { userArn: 'arn:aws:iam::123456789012:user/eve' } } } } };

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** The objects that `--json` printed, one a line. */
  readonly lines: readonly Record<string, unknown>[];
}

export async function runCommand(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  sleep: () => Promise<void>,
  onInterrupt?: Surroundings['onInterrupt'],
): Promise<Ran> {
  const stdout = new Kept();
  const stderr = new Kept();
  // A wide terminal, so that a test of what a command says does not depend on where a table is cut.
  const code = await run(args, {
    stdout,
    stderr,
    env: { COLUMNS: '1000', ...env },
    sleep,
    exitCode: 0,
    ...(onInterrupt && { onInterrupt }),
  });
  const isJson = args.includes('--json') && stdout.text.startsWith('{');
  const lines = isJson
    ? stdout.text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>)
    : [];
  return { code, out: stdout.text, err: stderr.text, lines };
}

export class CommandLine {
  #fixture = apiFixture();
  #served: Served | undefined;

  get fixture(): ReturnType<typeof apiFixture> {
    return this.#fixture;
  }

  async open(): Promise<void> {
    this.#served = await serve(async (request) => this.#fixture.app.fetch(request, CALLER));
  }

  async close(): Promise<void> {
    await this.#served?.close();
  }

  /** Starts over with a new API over `store`, or over an empty store if it is absent. `types`: those that the API knows. */
  reset(store?: Store, types?: readonly ResourceType[]): void {
    this.#fixture = apiFixture(store, types);
  }

  /** Runs one command line; `meanwhile` runs while a watching command sleeps. */
  async muster(
    args: readonly string[],
    meanwhile: () => Promise<void> = async () => {},
    onInterrupt?: Surroundings['onInterrupt'],
  ): Promise<Ran> {
    return runCommand(args, { MUSTER_API: this.#served!.url }, meanwhile, onInterrupt);
  }
}
