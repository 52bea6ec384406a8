/** Finds out who makes a request: by its token below `/app`, and elsewhere by the identity that API Gateway has verified by IAM. */
import { getPath } from 'hono/utils/url';
import { Unauthenticated } from '../errors.ts';
import type { Authenticate, CallerFacts } from './authenticate.ts';
import { callerOfClaims, type ClaimMapping } from './claims.ts';
import { pathBehindApp } from './door.ts';
import { type IamRoles, iamCaller } from './iam-roles.ts';
import type { Caller, Scopes } from './reach.ts';
import type { TokenVerifier } from './tokens.ts';

export interface AuthenticatorOptions {
  readonly iamRoles: IamRoles;
  /** Absent if the deployment takes no tokens. */
  readonly tokens?: { readonly verifier: Pick<TokenVerifier, 'verify'>; readonly claims: ClaimMapping } | undefined;
  readonly scopes: Pick<Scopes, 'of'>;
}

export function authenticator({ iamRoles, tokens, scopes }: AuthenticatorOptions): Authenticate {
  const callerOf = async (facts: CallerFacts): Promise<Caller> => {
    // The router decides by the same path.
    if (pathBehindApp(getPath(new Request(facts.url))) === undefined) return signer(facts, iamRoles);
    if (!tokens) throw new Unauthenticated('This deployment takes no tokens; sign requests with IAM, and leave /app out of the path.');
    // API Gateway verified the token too. It is verified again, so that nothing depends on how the API is reached.
    return callerOfClaims(await tokens.verifier.verify(tokenOf(facts.headers)), tokens.claims);
  };
  return async (facts) => {
    const { reach, ...caller } = await callerOf(facts);
    return { ...caller, scope: await scopes.of(reach) };
  };
}

function signer({ bindings }: CallerFacts, roles: IamRoles): Caller {
  const arn = bindings?.event?.requestContext?.authorizer?.iam?.userArn;
  if (!arn) throw new Unauthenticated('The request is not signed with IAM; callers with a token send it to the same path below /app.');
  return iamCaller(arn, roles);
}

/** @throws Unauthenticated if there is not exactly one token */
function tokenOf(headers: Headers): string {
  const header = headers.get('authorization');
  if (header === null) throw new Unauthenticated('There is no token; send one in the header Authorization, after the word Bearer.');
  // Several headers of one name arrive as one, with commas between them.
  const [, token] = /^Bearer +([^\s,]+)$/i.exec(header.trim()) ?? [];
  if (token === undefined) throw new Unauthenticated('The header Authorization is not understood; send the word Bearer and one token.');
  return token;
}
