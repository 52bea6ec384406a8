/** How requests to an API say who sends them: by the token of a login to it, or else by a signature. */
import { APP } from '../../../shared/access/door.ts';
import { CommandError, EXIT } from '../exit-codes.ts';
import { refusePlain, type Sign, signerFor } from '../signing.ts';
import { type Login, LoginFile } from './login-file.ts';

export interface Door {
  /** The address to which paths are added. */
  readonly base: URL;
  readonly sign: Sign;
  /** Whether requests have the token of a login. */
  readonly isLogin: boolean;
}

/** A token is renewed so long before it expires, because a request takes time too. */
const AHEAD_SECONDS = 30;

/** @throws CommandError if requests to this URL cannot be signed, or the login cannot be read */
export function doorOf(api: URL, env: NodeJS.ProcessEnv): Door {
  const file = new LoginFile(env);
  const login = file.of(api);
  if (!login) return { base: api, sign: signerFor(api, env), isLogin: false };
  refusePlain(api);
  const bearer = bearerOf(api, login, file);
  return {
    base: new URL(`${APP.slice(1)}/`, api),
    sign: async ({ headers }) => ({ ...headers, authorization: `Bearer ${await bearer()}` }),
    isLogin: true,
  };
}

/** The token to send, which is renewed when it has to be. */
function bearerOf(api: URL, first: Login, file: LoginFile): () => Promise<string> {
  let login = first;
  return async () => {
    if (login.expires_at - AHEAD_SECONDS > Date.now() / 1000) return login.token;
    const { renewed } = await import('./flows.ts');
    const next = await renewed(login);
    if (next === undefined)
      throw new CommandError(`Your login to ${api.origin} has expired; log in again with "muster login".`, EXIT.notLoggedIn);
    file.put(api, next);
    login = next;
    return login.token;
  };
}
