/** The session of the person who is signed in. */
import type { User, UserManager } from 'oidc-client-ts';
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { api, read, takeTokensFrom } from '../api/client.ts';
import { sentenceOf } from '../api/problems.ts';
import { createManager, leaveForIssuer, signIn } from './sign-in.ts';
import { Refused, SigningIn } from './sign-in-page.tsx';

export type Me = Awaited<ReturnType<typeof readMe>>;

export interface Session {
  readonly me: Me;
  /** When the token ends, in seconds since the epoch; undefined if the issuer does not say. */
  readonly expiresAt: number | undefined;
  /** Tells whether the person's role may do what needs this role. */
  may(role: Me['role']): boolean;
  readonly signOut: () => Promise<void>;
}

const RANK: Readonly<Record<Me['role'], number>> = { viewer: 0, operator: 1, admin: 2 };
/** A token is renewed this long before it ends. */
const RENEW_SECONDS = 60;

const SessionContext = createContext<Session | undefined>(undefined);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession is used outside of SessionProvider.');
  return session;
}

const readMe = () => read(api.me.$get());

/** One sign-in for the page: in development React runs effects twice, and a code can be used once only. */
let begun: ReturnType<typeof begin> | undefined;

async function begin(): Promise<{ readonly session: Session; readonly returnTo: string }> {
  const manager = await createManager();
  const { user, returnTo } = await signIn(manager);
  keepTokens(manager, user);
  const me = await readMe();
  return {
    returnTo,
    session: {
      me,
      expiresAt: user.expires_at,
      may: (role) => RANK[me.role] >= RANK[role],
      signOut: () => signOut(manager),
    },
  };
}

/** Gives the client of the API its token, and renews it: by a refresh token if the issuer gives one, else by a new sign-in. */
function keepTokens(manager: UserManager, first: User): void {
  let user = first;
  const signInAgain = () => void leaveForIssuer(manager).catch(() => undefined);
  takeTokensFrom({ token: () => user.access_token, refused: signInAgain });
  manager.events.addUserLoaded((renewed) => {
    user = renewed;
    plan();
  });
  function plan(): void {
    const seconds = user.expires_in ?? Infinity;
    if (user.refresh_token === undefined || !Number.isFinite(seconds)) return;
    setTimeout(() => void manager.signinSilent().catch(signInAgain), Math.max(0, seconds - RENEW_SECONDS) * 1000);
  }
  plan();
}

async function signOut(manager: UserManager): Promise<void> {
  if (await manager.metadataService.getEndSessionEndpoint()) {
    const back = manager.settings.post_logout_redirect_uri;
    // Cognito has a name of its own for the address to come back to.
    return await manager.signoutRedirect(back === undefined ? {} : { extraQueryParams: { logout_uri: back } });
  }
  await manager.removeUser();
  location.assign('/ui/signed-out');
}

interface SessionProviderProps {
  /** Goes to the view with this address, which somebody wanted to see before the sign-in; resolves when it can be shown. */
  readonly onReturn: (address: string) => Promise<void>;
  readonly children: ReactNode;
}

export function SessionProvider({ onReturn, children }: SessionProviderProps) {
  const [session, setSession] = useState<Session>();
  const [error, setError] = useState<string>();
  useEffect(() => {
    if (isSignedOut()) return;
    let current = true;
    (begun ??= begin()).then(
      async ({ session: made, returnTo }) => {
        if (current && location.pathname === '/ui/signed-in') await onReturn(returnTo);
        if (current) setSession(made);
      },
      (reason: unknown) => current && setError(sentenceOf(reason)),
    );
    return () => {
      current = false;
    };
  }, [onReturn]);
  if (isSignedOut()) return <Refused title="You are signed out" reason="Sign in again to see the dashboard." />;
  if (error !== undefined) return <Refused title="You could not be signed in" reason={error} />;
  if (!session) return <SigningIn />;
  return <SessionContext value={session}>{children}</SessionContext>;
}

const isSignedOut = (): boolean => location.pathname === '/ui/signed-out';
