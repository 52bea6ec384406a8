/** Finds out who calls the API, as the deployment is configured. */
import type { Authenticate } from '../access/authenticate.ts';
import { authenticator } from '../access/authenticator.ts';
import { parseIamRoles } from '../access/iam-roles.ts';
import { type OidcSettings, oidcSettingsSchema } from '../access/oidc-settings.ts';
import { Scopes } from '../access/reach.ts';
import { TokenVerifier } from '../access/tokens.ts';
import { AccountDirectory } from '../connections/account-repository.ts';
import type { Clock } from '../seams.ts';
import type { Store } from '../storage/store.ts';

interface AuthenticationOptions {
  /** The variables of the function of the API. */
  readonly environment: { readonly MUSTER_IAM_ROLES?: string | undefined; readonly MUSTER_OIDC?: string | undefined };
  readonly store: Store;
  readonly clock: Clock;
  /** Asks the issuer for its keys. */
  readonly fetch: typeof fetch;
}

export function authentication({ environment, store, clock, fetch: ask }: AuthenticationOptions): {
  readonly authenticate: Authenticate;
  /** Absent if the deployment takes no tokens. */
  readonly tokens: OidcSettings | undefined;
} {
  const { MUSTER_IAM_ROLES: roles, MUSTER_OIDC: oidc } = environment;
  const tokens = oidc === undefined ? undefined : oidcSettingsSchema.parse(JSON.parse(oidc));
  const authenticate = authenticator({
    iamRoles: parseIamRoles(roles),
    tokens: tokens && {
      verifier: new TokenVerifier({ issuer: tokens.issuer, audiences: tokens.audiences, clock, fetch: ask }),
      claims: tokens.claims,
    },
    scopes: new Scopes({ accounts: new AccountDirectory(store), clock }),
  });
  return { authenticate, tokens };
}
