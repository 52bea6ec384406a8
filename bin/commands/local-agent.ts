/** The logins of this machine, for the commands that need no deployment. */
import type { SessionSettings } from '../../shared/clouds/cloud.ts';
import type { Connection, ConnectionSettings } from '../../shared/clouds/connection.ts';
import { Secrets } from '../../shared/connections/secrets.ts';
import { listedConnections, SubscriptionAgent } from '../../shared/connections/subscription-agent.ts';
import type { Cloud } from '../../shared/ids.ts';
import { secretStores } from '../../shared/platform/secret-stores.ts';
import { CLOUD_PROVIDERS } from '../../shared/providers.ts';
import { systemClock } from '../../shared/real-seams.ts';

/** The agent of this machine: its connections may name their secrets by variables of the environment. */
export const localAgent = (
  connections: readonly Connection[],
  environment: NodeJS.ProcessEnv,
  sessions?: SessionSettings,
): SubscriptionAgent =>
  new SubscriptionAgent(
    CLOUD_PROVIDERS,
    listedConnections(connections),
    new Secrets(secretStores(environment), systemClock),
    { environment, sessions },
    systemClock,
  );

/** The provider's own usual login on this machine, or one of the profiles in the provider's own configuration files. */
export const usualConnection = (provider: Cloud, profile?: string, settings: ConnectionSettings = {}): Connection => ({
  connection_id: profile ?? provider,
  provider,
  settings,
  ...(profile !== undefined && { profile }),
});
