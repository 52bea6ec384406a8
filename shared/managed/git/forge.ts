/** Where the REST API of a forge is. */
import { z } from 'zod';
import { isLoopbackHost } from '../../loopback.ts';

/** `gitea` is Forgejo too, whose API is the same. */
export const FORGES = ['github', 'gitlab', 'gitea'] as const;
export type ForgeKind = (typeof FORGES)[number];

export const FORGE_TITLES: Readonly<Record<ForgeKind, string>> = { github: 'GitHub', gitlab: 'GitLab', gitea: 'Gitea' };

/** The public forge of each kind; Gitea has none. */
const PUBLIC: Readonly<Partial<Record<ForgeKind, string>>> = { github: 'https://github.com', gitlab: 'https://gitlab.com' };

/** An https address, or one on this machine. The token is sent there, so nothing of it may be ambiguous. */
const isForgeUrl = (text: string): boolean => {
  const url = URL.parse(text);
  const isLocal = url?.protocol === 'http:' && isLoopbackHost(url.hostname);
  return url !== null && (url.protocol === 'https:' || isLocal) && url.username === '' && url.password === '' && !/[?#\s\\]/.test(text);
};

export const baseUrl = z
  .string()
  .max(300)
  .refine(
    isForgeUrl,
    'not an address to which a token may be sent; write one that begins with https://, without login, query or fragment; http:// only to this machine',
  )
  .describe('The address of the forge, if it is not github.com or gitlab.com: https://git.example.com. Gitea and Forgejo always need it.');

/** The root of the REST API, without a slash at its end; undefined for a Gitea without an address. */
export function apiRoot(kind: ForgeKind, base: string | undefined): string | undefined {
  const given = base ?? PUBLIC[kind];
  if (given === undefined) return undefined;
  const root = given.replace(/\/+$/, '');
  if (kind === 'gitlab') return `${root}/api/v4`;
  if (kind === 'gitea') return `${root}/api/v1`;
  const { hostname } = new URL(root);
  // github.com and the tenants of GitHub's data residency have a host of its own for the API; an Enterprise Server has a path.
  return hostname === 'github.com' || hostname.endsWith('.ghe.com') ? `https://api.${hostname}` : `${root}/api/v3`;
}
