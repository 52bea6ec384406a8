/**
 * The token for a forge. Whoever may name a secret could have it sent to a host of his own: a forge that is neither a public one nor on this machine gets only
 * a token whose secret names it.
 */
import { z } from 'zod';
import { CloudError } from '../../clouds/cloud-error.ts';
import { isLoopbackHost } from '../../loopback.ts';
import type { ManagerContext } from '../manager.ts';

const storedSchema = z.object({ host: z.string().min(1), token: z.string().min(1) });

/** GitHub's own hosts, and GitLab's: what is sent there comes to nobody else. */
const isPublic = (hostname: string): boolean =>
  ['github.com', 'api.github.com', 'gitlab.com'].includes(hostname) || hostname.endsWith('.ghe.com');

/** @param config `token` is the reference to the secret @param root the root of the forge's API. @throws CloudError if the secret cannot be read, or is for another host */
export async function forgeToken(
  context: Pick<ManagerContext, 'secret'>,
  config: { readonly token: string },
  root: string,
): Promise<string> {
  const { host, hostname } = new URL(root);
  const text = await context.secret(config.token);
  const stored = storedSchema.safeParse(jsonOf(text)).data;
  if (stored !== undefined && namesHost(stored.host, host, hostname)) return stored.token;
  if (stored === undefined && (isPublic(hostname) || isLoopbackHost(hostname))) return text;
  const [error_code, what] =
    stored === undefined ? ['NoHost', 'does not say for which host it is'] : ['OtherHost', `is for another host than ${host}`];
  throw new CloudError(
    `The secret ${config.token} ${what}, so it is not sent to ${host}; store {"host": "${host}", "token": "…"} if it is meant for it.`,
    { class: 'denied', error_code },
  );
}

/** github.com and the tenants of GitHub have a host of its own for the API. */
const namesHost = (named: string, host: string, hostname: string): boolean =>
  [host, isPublic(hostname) ? hostname.replace(/^api\./, '') : host].includes(named.toLowerCase());

/** Undefined if the text is no JSON. The parser's error would quote it. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
