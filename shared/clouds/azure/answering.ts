/** Chooses by the environment what answers the requests of this process: Azure, or a module in its place. */
import { InvalidRequest } from '../../errors.ts';
import type { HttpAnswer, HttpRequest } from './access/http.ts';

/** A request, with the tenant whose login sends it: the hosts and paths of Microsoft Graph are the same for all tenants. */
export interface AzureCall extends HttpRequest {
  readonly tenant: string;
}

/** Answers in the place of Azure, so that no request reaches the network and no login is needed. */
export interface AzureAnswerer {
  answer(call: AzureCall): Promise<HttpAnswer>;
  /** The application permissions of Microsoft Graph that the login to the tenant has: `Policy.Read.All`. */
  graphPermissions(tenant: string): Promise<readonly string[]>;
}

interface AnswererModule {
  createAzureAnswerer(environment: NodeJS.ProcessEnv): AzureAnswerer;
}

/**
 * `MUSTER_AZURE_ANSWERER` is the URL of a module that exports `createAzureAnswerer`. It is loaded at the first request, so that no bundle
 * holds it. Undefined if Azure itself is asked. @throws InvalidRequest at the first request, if the module cannot be loaded
 */
export function answererOf(environment: NodeJS.ProcessEnv): AzureAnswerer | undefined {
  const module = environment['MUSTER_AZURE_ANSWERER'];
  if (!module) return undefined;
  let loading: Promise<AzureAnswerer> | undefined;
  const loadOnce = async (): Promise<AzureAnswerer> => {
    try {
      // The module is named by the environment, so that its exports cannot be checked before.
      return ((await import(module)) as AnswererModule).createAzureAnswerer(environment);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new InvalidRequest('MUSTER_AZURE_ANSWERER', `MUSTER_AZURE_ANSWERER: ${module} cannot answer in the place of Azure: ${why}`);
    }
  };
  const load = async (): Promise<AzureAnswerer> => await (loading ??= loadOnce());
  return {
    answer: async (call) => await (await load()).answer(call),
    graphPermissions: async (tenant) => await (await load()).graphPermissions(tenant),
  };
}
