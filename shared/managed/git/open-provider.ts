/** The forge that a configuration names, with its token. */
import { CloudError } from '../../clouds/cloud-error.ts';
import type { ManagerContext } from '../manager.ts';
import { apiRoot, FORGE_TITLES, type ForgeKind } from './forge.ts';
import { forgeToken } from './forge-token.ts';
import type { Forge } from './guarded-fetch.ts';
import type { GitProvider } from './provider.ts';

const DEADLINE_MS = 20_000;

export interface ForgeConfig {
  readonly provider: ForgeKind;
  readonly base_url?: string;
  /** A reference to the secret. */
  readonly token: string;
}

export type ForgeContext = Pick<ManagerContext, 'secret' | 'fetch' | 'clock'>;

export function forgeOf({ fetch, clock }: ForgeContext, { provider, base_url }: Omit<ForgeConfig, 'token'>): Forge {
  const root = apiRoot(provider, base_url);
  if (root === undefined)
    throw new CloudError(`base_url: missing; ${FORGE_TITLES[provider]} needs the address of your forge.`, {
      class: 'invalid',
      error_code: 'NoAddress',
    });
  return { root, fetch, now: () => clock.now(), deadlineMs: DEADLINE_MS };
}

/** @throws CloudError if the token cannot be read */
export async function openProvider(context: ForgeContext, config: ForgeConfig): Promise<GitProvider> {
  const forge = forgeOf(context, config);
  const token = await forgeToken(context, config, forge.root);
  switch (config.provider) {
    case 'github': {
      const [{ gitHub }, { gitHubApi }] = await Promise.all([import('./github.ts'), import('./github-api.ts')]);
      return gitHub(await gitHubApi(forge, token));
    }
    case 'gitlab':
      return await (await import('./gitlab.ts')).gitLab(forge, token);
    case 'gitea':
      return (await import('./gitea.ts')).gitea(forge, token);
  }
}
