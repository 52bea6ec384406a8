/** The two doors of the API: below `/app` callers show a token, and everywhere else requests are signed with IAM. The routes behind both are the same. */
export const APP = '/app';

/** The path behind the door for tokens: `/app/jobs` → `/jobs`; undefined for a path that is not below `/app`. */
export const pathBehindApp = (path: string): string | undefined =>
  path === APP ? '/' : path.startsWith(`${APP}/`) ? path.slice(APP.length) : undefined;

/** Tells, to those who have no token yet, where to log in (RFC 9728). */
export const LOGIN_METADATA = `/.well-known/oauth-protected-resource${APP}`;
