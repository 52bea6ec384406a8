/** What Muster knows of a cloud provider: one object each, `clouds/<provider>/provider.ts`. `shared/providers.ts` lists them. */
import type { z } from 'zod';
import type { ConnectionSettings } from '../connections/model.ts';
import { InvalidRequest } from '../errors.ts';
import type { Provider } from '../ids.ts';
import type { ConfigFields } from './config-fields.ts';
import type { Cloud, SessionSettings } from './cloud.ts';
import type { Login, OpenLogin } from './login.ts';
import type { ResourceType } from './resource-type.ts';

/** What can be told without a client of the cloud. Importing it loads no SDK. */
export interface ProviderFacts {
  readonly id: Provider;
  /** Checks the `settings` of a connection, whoever wrote them: the API's caller or a configuration file. */
  readonly loginSchema: z.ZodObject;
  readonly types: readonly ResourceType[];
  /** The fields that the types of a service may have. Loads what was generated for that service. */
  readonly fields: (service: string) => Promise<ConfigFields>;
  /** Names of the provider's regions, by name; an account may have enabled only some of them. */
  readonly regions: readonly string[];
  /** The settings of the deployment's own connection, from the variables that the stack gives its functions. */
  readonly deploymentSettings: (environment: NodeJS.ProcessEnv) => ConnectionSettings;
}

/** The facts, and the two ways into the cloud. Both load the SDK when they are called. */
export interface CloudProvider {
  readonly facts: ProviderFacts;
  /** The cloud as the platform reads it: `environment` says how this process logs in. @throws InvalidRequest naming a variable that cannot be used */
  readonly open: (environment: NodeJS.ProcessEnv) => Promise<Cloud>;
  /** Logs in from this machine, and makes sure that the cloud knows the login. @throws NotLoggedIn @throws InvalidRequest */
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
 * Logs in, and makes sure that the cloud knows the login. `environment` says who answers (`MUSTER_DEMO`, ...) and what
 * the login leaves open (`AWS_REGION`, `MUSTER_ROLE_NAME`, `MUSTER_EXTERNAL_ID`); `settings` are those of the cloud's sessions.
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
