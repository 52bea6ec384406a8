/** The process that runs SQL: started when it is first needed, ended when it has had nothing to do for a while. */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { FromProcess, ProcessArgument, ToProcess } from './messages.ts';

const SCRIPT = fileURLToPath(new URL('./run-queries.ts', import.meta.url));
/** How long the process may keep the night open without a statement. */
const IDLE_MS = 60_000;
/** How long an interrupted statement has to end by itself. */
const INTERRUPT_MS = 5000;

const DIED: FromProcess = {
  kind: 'failed',
  message: 'The process that runs queries ended, most likely because the query needed too much memory; select fewer columns or rows.',
};

export interface QueryProcessOptions extends ProcessArgument {
  /** For tests. */
  readonly idleMs?: number;
  readonly interruptMs?: number;
  readonly script?: string;
}

/** A statement that waits for the answer of its process. */
interface Running {
  readonly child: ChildProcess;
  readonly settle: (answer: FromProcess) => void;
}

export class QueryProcess {
  readonly #options: QueryProcessOptions;
  #child: ChildProcess | undefined;
  #running: Running | undefined;
  #idle: NodeJS.Timeout | undefined;
  #kill: NodeJS.Timeout | undefined;

  constructor(options: QueryProcessOptions) {
    this.#options = options;
  }

  /** A process has been started and has not ended. */
  get isThere(): boolean {
    return this.#child !== undefined;
  }

  /** Runs a statement, whose rows are written to `file`; callers wait for it before the next. Never rejects. */
  async run(sql: string, file: string): Promise<FromProcess> {
    clearTimeout(this.#idle);
    const child = (this.#child ??= this.#start());
    const answer = await new Promise<FromProcess>((settle) => {
      this.#running = { child, settle };
      send(child, { kind: 'run', sql, file });
    });
    this.#running = undefined;
    clearTimeout(this.#kill);
    this.#idle = setTimeout(() => void this.stop(), this.#options.idleMs ?? IDLE_MS).unref();
    return answer;
  }

  /** Ends the running statement; a process that does not end it is killed. */
  interrupt(): void {
    if (this.#running === undefined) return;
    const { child } = this.#running;
    send(child, { kind: 'interrupt' });
    this.#kill = setTimeout(() => child.kill('SIGKILL'), this.#options.interruptMs ?? INTERRUPT_MS);
  }

  async stop(): Promise<void> {
    clearTimeout(this.#idle);
    const child = this.#child;
    if (child === undefined) return;
    this.#child = undefined;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    send(child, { kind: 'end' });
    const timer = setTimeout(() => child.kill('SIGKILL'), this.#options.interruptMs ?? INTERRUPT_MS);
    await ended;
    clearTimeout(timer);
  }

  #start(): ChildProcess {
    const { s3, bucket, script = SCRIPT } = this.#options;
    const child = fork(script, [JSON.stringify({ s3, bucket } satisfies ProcessArgument)], {
      // It needs no credentials: it calls the local S3 alone.
      env: environment(),
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    // A process that ends after it was stopped has no word on the statement of the next one.
    const settle = (answer: FromProcess): void => {
      if (this.#running?.child === child) this.#running.settle(answer);
    };
    const gone = (): void => {
      if (this.#child === child) this.#child = undefined;
      settle(DIED);
    };
    child.once('error', gone).once('exit', gone);
    child.on('message', settle);
    return child;
  }
}

/** The variables that Node.js and temporary folders need. */
function environment(): NodeJS.ProcessEnv {
  const names = ['PATH', 'TMPDIR', 'NODE_COMPILE_CACHE'] as const;
  return Object.fromEntries(names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));
}

/** A process that has died takes no message; its end is told by `exit`. */
const send = (child: ChildProcess, message: ToProcess): void => {
  child.send(message, () => undefined);
};
