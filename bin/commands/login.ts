/** `muster login`, `logout` and `whoami`: a login at the issuer of an API, and who one is there. */
import { type Command, InvalidArgumentError } from 'commander';
import { CALLBACK_PORT } from '../../shared/access/oidc-settings.ts';
import { apiOf, contextOf, listed, type Surroundings } from './context.ts';
import { CommandError, EXIT } from './exit-codes.ts';
import { LoginFile } from './login/login-file.ts';
import { loginPlace, type LoginOptions } from './login/metadata.ts';
import { below, type Columns, outputOf, whole } from './output.ts';
import type { Me } from './shapes.ts';

interface Options extends LoginOptions {
  readonly device?: boolean;
  readonly port: number;
}

/** How long a login may take. */
const WAIT_MINUTES = 5;

/** Port 0 is any free one. */
function portNumber(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (!(port <= 65_535)) throw new InvalidArgumentError('Write a whole number from 0 to 65535.');
  return port;
}

const fields = {
  name: ({ name }) => name,
  role: whole(({ role }) => role),
  sees: below(({ sees }) => sees),
  id: below(({ id }) => id),
} as const satisfies Columns<Me>;

export function addLogin(program: Command, surroundings: Surroundings): void {
  const { env, stderr } = surroundings;

  program
    .command('login')
    .description(
      "log in to the API at its issuer of tokens, instead of signing requests with AWS credentials; opens no browser, but prints the page's address",
    )
    .option('--device', 'log in on another device, by a code: for a machine without a browser, where the issuer offers it')
    .option('--port <port>', 'port of this machine to which the issuer sends the browser back', portNumber, CALLBACK_PORT)
    .option('--issuer <url>', 'URL of the issuer (default: the one that the API names)')
    .option('--client-id <id>', 'the public client to log in by (default: the one that the API names)')
    .option('--scopes <scopes>', 'what to ask for, separated by spaces (default: what the API names)')
    .option('--audience <names>', 'audiences of which the token must name one (default: those that the API names)', listed)
    .action(async ({ device = false, port, ...options }: Options, command: Command) => {
      const api = apiOf(command, surroundings);
      const place = await loginPlace(api, options);
      const { loginByCode, loginByDevice } = await import('./login/flows.ts');
      const giveUp = new AbortController();
      const say = (line: string): void => void stderr.write(`${line}\n`);
      const late = `Nobody logged in within ${WAIT_MINUTES} minutes; run "muster login" again.`;
      const timer = setTimeout(() => giveUp.abort(new CommandError(late, EXIT.notLoggedIn)), WAIT_MINUTES * 60_000);
      const ignore = surroundings.onInterrupt?.(() => giveUp.abort(new CommandError('The login was given up.', EXIT.interrupted)));
      try {
        const waiting = { say, signal: giveUp.signal };
        new LoginFile(env).put(api, await (device ? loginByDevice(place, waiting) : loginByCode(place, port, waiting)));
      } finally {
        clearTimeout(timer);
        ignore?.();
      }
      const { api: client, output } = contextOf(command, surroundings);
      output.record(await client.call<Me>('me'), fields);
    });

  program
    .command('logout')
    .description('forget the login to the API, and ask its issuer to take it back')
    .action(async (_options: object, command: Command) => {
      const api = apiOf(command, surroundings);
      const output = outputOf(command, surroundings);
      const file = new LoginFile(env);
      const login = file.of(api);
      file.remove(api);
      if (login === undefined) return output.say(`You were not logged in to ${api.href}.`);
      const { revoke } = await import('./login/flows.ts');
      try {
        await revoke(login);
      } catch (error) {
        if (!(error instanceof CommandError)) throw error;
        stderr.write(`The login is forgotten here, but its issuer could not be asked to take it back: ${error.message}\n`);
      }
      output.say(`Logged out of ${api.href}.`);
    });

  program
    .command('whoami')
    .description('show who you are to the API, your role and what you see')
    .action(async (_options: object, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      output.record(await api.call<Me>('me'), fields);
    });
}
