/** Signs people in at the deployment's issuer: OpenID Connect, code with PKCE. The tokens stay in memory. */
import { InMemoryWebStorage, UserManager, WebStorageStateStore, type User } from 'oidc-client-ts';
import { api, read } from '../api/client.ts';
import { problemOf } from '../api/problems.ts';

const BASE = '/ui';
const CALLBACK = `${BASE}/signed-in`;
const ONE_TIME = '#sign-in=';

/** Asks the API where people sign in. @throws ApiProblem if it cannot be asked @throws Error if the deployment has no client for people */
export async function createManager(): Promise<UserManager> {
  const metadata = await read(api['.well-known']['oauth-protected-resource'].app.$get());
  const [authority] = metadata.authorization_servers;
  if (authority === undefined || metadata.muster_client_id === undefined)
    throw new Error('This deployment names no client by which people sign in: set muster:oidc-client, then deploy again.');
  return new UserManager({
    authority,
    client_id: metadata.muster_client_id,
    redirect_uri: `${location.origin}${CALLBACK}`,
    post_logout_redirect_uri: `${location.origin}${BASE}/`,
    response_type: 'code',
    scope: metadata.scopes_supported.join(' '),
    userStore: new WebStorageStateStore({ store: new InMemoryWebStorage() }),
    // Survives the way to the issuer and back; it holds the proof of this client (PKCE), and no token.
    stateStore: new WebStorageStateStore({ store: sessionStorage }),
    monitorSession: false,
    automaticSilentRenew: false,
  });
}

/**
 * Resolves with the user that has just come back from the issuer, or leaves the page for the issuer and never resolves.
 * @throws Error if the issuer or the one-time token refuses
 */
export async function signIn(manager: UserManager): Promise<{ readonly user: User; readonly returnTo: string }> {
  if (location.pathname === CALLBACK) {
    const user = await manager.signinRedirectCallback();
    return { user, returnTo: returnAddress(user.state) };
  }
  const once = location.hash.startsWith(ONE_TIME) ? location.hash.slice(ONE_TIME.length) : undefined;
  if (once !== undefined) {
    history.replaceState(undefined, '', location.pathname + location.search);
    await spend(once);
  }
  return await leaveForIssuer(manager);
}

/** Leaves the page for the issuer, and comes back to the view that is shown now. */
export async function leaveForIssuer(manager: UserManager): Promise<never> {
  const here = location.pathname === CALLBACK ? `${BASE}/` : location.pathname + location.search;
  // The way to the issuer and back takes the place of the view in the browser's history, so that Back leads to the view before it.
  await manager.signinRedirect({ state: here, redirectMethod: 'replace' });
  return await new Promise<never>(() => undefined);
}

/** Only the local platform has one-time tokens: they begin a session at its issuer. */
async function spend(token: string): Promise<void> {
  const response = await fetch('/oidc/one-time', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  if (!response.ok) throw await problemOf(response);
}

/** The view to return to. The state comes back by way of the issuer, so only addresses of the dashboard are taken. */
export function returnAddress(state: unknown): string {
  return typeof state === 'string' && state.startsWith(`${BASE}/`) ? state.slice(BASE.length) : '/';
}
