/** Where people log in for an API, as the API itself tells, or as the options say. */
import { z } from 'zod';
import { DEFAULT_SCOPES } from '../../../shared/access/oidc-settings.ts';
import { LOGIN_METADATA } from '../../../shared/access/door.ts';
import { CommandError, EXIT } from '../exit-codes.ts';
import { reasonOf } from '../fetch-failure.ts';
import { refusePlain } from '../signing.ts';

export interface LoginOptions {
  readonly issuer?: string;
  readonly clientId?: string;
  readonly scopes?: string;
  readonly audience?: readonly string[];
}

export interface LoginPlace {
  readonly issuer: URL;
  readonly clientId: string;
  readonly scopes: string;
  readonly audiences: readonly string[];
}

const metadata = z.object({
  authorization_servers: z.array(z.url()).min(1),
  scopes_supported: z.array(z.string()).optional(),
  muster_audiences: z.array(z.string()).optional(),
  muster_client_id: z.string().optional(),
});

/** @throws CommandError if it is not known where to log in */
export async function loginPlace(api: URL, options: LoginOptions): Promise<LoginPlace> {
  refusePlain(api);
  const told = options.issuer && options.clientId && options.audience ? undefined : await ask(api);
  const issuer = options.issuer ?? told?.authorization_servers[0];
  const clientId = options.clientId ?? told?.muster_client_id;
  if (issuer === undefined)
    throw new CommandError(
      `The API at ${api.origin} takes no tokens, so there is nothing to log in to: requests are signed with your AWS credentials. Its administrator can set muster:oidc-issuer or muster:users.`,
      EXIT.refused,
    );
  if (clientId === undefined)
    throw new CommandError(
      `The API at ${api.origin} does not tell by which client to log in; give its id with --client-id, or let the administrator set muster:oidc-client.`,
      EXIT.refused,
    );
  const url = URL.parse(issuer);
  if (!url) throw new CommandError(`--issuer: ${JSON.stringify(issuer)} is not a URL; write the issuer's https address.`, EXIT.refused);
  return {
    issuer: url,
    clientId,
    scopes: options.scopes ?? told?.scopes_supported?.join(' ') ?? DEFAULT_SCOPES,
    audiences: options.audience ?? told?.muster_audiences ?? [clientId],
  };
}

/** Undefined if the API takes no tokens: then it does not tell, or wants this request to be signed. */
async function ask(api: URL): Promise<z.infer<typeof metadata> | undefined> {
  let response: Response;
  try {
    response = await fetch(new URL(LOGIN_METADATA.slice(1), api), { redirect: 'error', headers: { accept: 'application/json' } });
  } catch (error) {
    throw new CommandError(
      `Cannot reach the Muster API at ${api.origin} (${reasonOf(error)}): start it with "npm start", or name another with --api URL.`,
      EXIT.unreachable,
      { cause: error },
    );
  }
  if (response.status === 429 || response.status >= 500)
    throw new CommandError(
      `The API at ${api.origin} does not tell where to log in (it answered ${response.status}); try again.`,
      EXIT.failed,
    );
  const parsed = metadata.safeParse(await response.json().catch(() => undefined));
  return response.ok ? parsed.data : undefined;
}
