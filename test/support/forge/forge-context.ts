/** How a manager reaches the forge of the tests. */
import type { AccountId } from '../../../shared/ids.ts';
import { managedTags, type ManagerContext } from '../../../shared/managed/manager.ts';
import type { ManagedId } from '../../../shared/managed/model.ts';
import { systemClock, systemRandom } from '../../../shared/real-seams.ts';
import type { RunningForge } from './forge.ts';
import { TOKEN } from './world.ts';

export const TOKEN_REFERENCE = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:muster/forge-a1B2c3';
// Both are only names here, which nothing parses.
const MANAGED_ID = 'mgd_abcdefghijklmnopqrstuv' as ManagedId;
const ACCOUNT = 'aws:123456789012' as AccountId;

/** The address of the forge in configurations, which do not know the port of a test. */
export const FORGE_ADDRESS = 'https://forge.example.com';

/** The secret as it is stored: with the host for which it is. */
export const STORED_TOKEN = JSON.stringify({ host: new URL(FORGE_ADDRESS).host, token: TOKEN });

export function forgeContext(
  { url }: Pick<RunningForge, 'url'>,
  { name, token, id }: { readonly name: string; readonly token: string; readonly id?: string | undefined },
): ManagerContext {
  return {
    managed_id: MANAGED_ID,
    name,
    account_id: ACCOUNT,
    region: 'eu-west-1',
    tags: managedTags('test', MANAGED_ID, token),
    provider_resource_id: id,
    aws: () => Promise.reject(new Error('This manager does not use AWS.')),
    secret: async (reference) =>
      reference === TOKEN_REFERENCE ? STORED_TOKEN : await Promise.reject(new Error('The manager asks for another secret.')),
    fetch: async (to, init) => await fetch((to instanceof Request ? to.url : to.toString()).replace(FORGE_ADDRESS, url), init),
    clock: systemClock,
    random: systemRandom,
  };
}
