/** The interface of a cloud provider. Each is one object in `clouds/<provider>/provider.ts`; `shared/providers.ts` lists them. */
import type { z } from 'zod';
import type { ConnectionSettings } from '../connections/model.ts';
import { InvalidRequest } from '../errors.ts';
import type { Provider } from '../ids.ts';
import type { ConfigFields } from './config-fields.ts';
import type { Cloud, SessionSettings } from './cloud.ts';
import type { Login, OpenLogin } from './login.ts';
import type { ResourceType } from './resource-type.ts';

/** Facts that need no client of the cloud. Importing them loads no SDK. */
export interface ProviderFacts {
  readonly id: Provider;
  /** Checks the `settings` of a connection, both from the API and from a configuration file. */
  readonly loginSchema: z.ZodObject;
  readonly types: readonly ResourceType[];
  /** The fields that the types of a service may have. Loads the file that was generated for that service. */
  readonly fields: (service: string) => Promise<ConfigFields>;
  /** The names of the provider's regions, sorted; an account may have enabled only some of them. */
  readonly regions: readonly string[];
  /** The settings of the deployment's own connection, from the environment variables that the stack sets on its functions. */
  readonly deploymentSettings: (environment: NodeJS.ProcessEnv) => ConnectionSettings;
}

/** The facts of a provider, and its two ways to log in. Both load the SDK when they are called. */
export interface CloudProvider {
  readonly facts: ProviderFacts;
  /** The cloud as the platform reads it; `environment` says how this process logs in. @throws InvalidRequest that names the unusable variable */
  readonly open: (environment: NodeJS.ProcessEnv) => Promise<Cloud>;
  /** Logs in from this machine, and checks that the cloud accepts the login. @throws NotLoggedIn @throws InvalidRequest */
  readonly logIn: (login: Login, environment: NodeJS.ProcessEnv, settings: SessionSettings) => Promise<OpenLogin>;
}

/** The clouds by provider. Each is opened, and its SDK loaded, when an account of its provider is first read. */
export function cloudsOf(providers: readonly CloudProvider[], environment: NodeJS.ProcessEnv): Readonly<Partial<Record<Provider, Cloud>>> {
  const lazy = ({ facts, open }: CloudProvider): Cloud => {
    let opened: Promise<Cloud> | undefined;
    return {
      provider: facts.id,
      open: async (...access) => await (await (opened ??= open(environment))).open(...access),
    };
  };
  return Object.fromEntries(providers.map((provider) => [provider.facts.id, lazy(provider)]));
}

/**
 * Logs in, and checks that the cloud accepts the login. `environment` says what answers in the cloud's place (`MUSTER_DEMO`, ...) and gives
 * the values that the login does not set (`AWS_REGION`, `MUSTER_ROLE_NAME`, `MUSTER_EXTERNAL_ID`); `settings` go to the cloud's sessions.
 * @throws NotLoggedIn
 * @throws InvalidRequest for a provider that Muster does not read yet, or a variable that cannot be used
 */
export async function openLogin(
  providers: readonly CloudProvider[],
  login: Login,
  environment: NodeJS.ProcessEnv,
  settings: SessionSettings = {},
): Promise<OpenLogin> {
  const provider = providers.find(({ facts }) => facts.id === login.provider);
  if (provider) return await provider.logIn(login, environment, settings);
  const readable = providers.map(({ facts }) => facts.id);
  throw new InvalidRequest('provider', `Muster does not read ${login.provider} yet; it reads ${readable.join(', ')}.`, readable);
}
