/** The logins of this user, each with the API that it was made for: a file that nobody else may read, in the user's configuration folder. */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { codeOf, messageOf } from '../../local/user-error.ts';
import { CommandError, EXIT } from '../exit-codes.ts';

const login = z.object({
  issuer: z.string(),
  client_id: z.string(),
  audiences: z.array(z.string()).readonly(),
  token: z.string(),
  /** When the token expires, in seconds since the epoch. */
  expires_at: z.number(),
  refresh_token: z.string().optional(),
});
export type Login = z.infer<typeof login>;

const logins = z.record(z.string(), login);

export class LoginFile {
  /** Undefined where the environment names no home. */
  readonly #path: string | undefined;

  constructor(env: NodeJS.ProcessEnv) {
    const folder = env['XDG_CONFIG_HOME'] || (env['HOME'] ? join(env['HOME'], '.config') : env['APPDATA']);
    this.#path = folder ? join(folder, 'muster', 'logins.json') : undefined;
  }

  /** The login that was made for this API, and for no other. @throws CommandError if the file cannot be read */
  of(api: URL): Login | undefined {
    const all = this.#read();
    return Object.hasOwn(all, api.href) ? all[api.href] : undefined;
  }

  /** @throws CommandError if it cannot be written */
  put(api: URL, made: Login): void {
    this.#write({ ...this.#read(), [api.href]: made });
  }

  /** Forgets the login; false if there was none. @throws CommandError if the file cannot be written */
  remove(api: URL): boolean {
    const { [api.href]: removed, ...others } = this.#read();
    if (removed) this.#write(others);
    return removed !== undefined;
  }

  #read(): Readonly<Record<string, Login>> {
    if (this.#path === undefined) return {};
    let text: string;
    try {
      text = readFileSync(this.#path, 'utf8');
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return {};
      throw new CommandError(`The logins in ${this.#path} cannot be read (${messageOf(error)}).`, EXIT.refused, { cause: error });
    }
    try {
      return logins.parse(JSON.parse(text));
    } catch {
      // The error itself may quote a token.
      throw new CommandError(
        `The logins in ${this.#path} are damaged: delete the file, and log in again with "muster login".`,
        EXIT.refused,
      );
    }
  }

  #write(all: Readonly<Record<string, Login>>): void {
    if (this.#path === undefined)
      throw new CommandError('There is no place for the login: set HOME or XDG_CONFIG_HOME to a folder of yours.', EXIT.notWritten);
    const unfinished = `${this.#path}.${process.pid}`;
    try {
      mkdirSync(dirname(this.#path), { recursive: true, mode: 0o700 });
      // A file that is made anew has this mode from the beginning; an old one with another mode is replaced.
      rmSync(unfinished, { force: true });
      writeFileSync(unfinished, `${JSON.stringify(all, undefined, 2)}\n`, { mode: 0o600, flag: 'wx' });
      renameSync(unfinished, this.#path);
    } catch (error) {
      throw new CommandError(`The login cannot be written to ${this.#path} (${messageOf(error)}).`, EXIT.notWritten, { cause: error });
    }
  }
}
