/** The addresses of the dashboard. Its pages and the API have one origin, on one machine and deployed. */
import { APP } from '../access/door.ts';

/** The path below which the pages are. */
export const UI = '/ui';
/** The path below which the pages reach the API by the door for tokens. */
export const API = '/api';
/** Where the issuer sends the browser back to. */
export const SIGNED_IN = `${UI}/signed-in`;
/** The name of what a link of the local platform has after its `#`: the token that signs in once. */
export const SIGN_IN_FRAGMENT = 'sign-in';
/** Below this path is what anyone may read: where the pages learn who the issuer is. */
const OPEN = '/.well-known/';

/** The path by which the API is asked for a path below `/api`: `/api/jobs` → `/app/jobs`; undefined for any other path. */
export function pathBehindApi(path: string): string | undefined {
  if (!path.startsWith(`${API}/`)) return undefined;
  const behind = path.slice(API.length);
  return behind.startsWith(OPEN) ? behind : `${APP}${behind}`;
}

/**
 * The file that shows a path below `/ui`, by its name in the folder of built files; undefined for a path that is not below it. Only `assets/…` and
 * names with a dot directly below `/ui` are files. Every other path is a page of the application: the ids in links have dots too.
 */
export function webFile(path: string): string | undefined {
  if (path !== UI && !path.startsWith(`${UI}/`)) return undefined;
  const name = path.slice(UI.length + 1);
  return name.startsWith('assets/') || /^[^/]*\.[^/]*$/.test(name) ? name : 'index.html';
}
