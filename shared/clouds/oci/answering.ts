/** Chooses by the environment what answers the requests of this process: OCI, or a module in its place. */
import { InvalidRequest } from '../../errors.ts';
import type { WireRequest } from './access/signing.ts';
import type { WireAnswer } from './access/transport.ts';

/** A request, with the tenancy whose login sends it: the hosts of a region are the same for all tenancies. */
export interface OciRequest extends WireRequest {
  readonly tenancy: string;
}

/** Answers in the place of OCI, so that no request reaches the network and no key is needed. */
export interface OciAnswerer {
  answer(request: OciRequest): Promise<WireAnswer>;
}

interface AnswererModule {
  createOciAnswerer(environment: NodeJS.ProcessEnv): OciAnswerer;
}

/**
 * `MUSTER_OCI_ANSWERER` is the URL of a module that exports `createOciAnswerer`. It is loaded at the first request, so that no bundle
 * holds it. Undefined if OCI itself is asked. @throws InvalidRequest at the first request, if the module cannot be loaded
 */
export function answererOf(environment: NodeJS.ProcessEnv): OciAnswerer | undefined {
  const module = environment['MUSTER_OCI_ANSWERER'];
  if (!module) return undefined;
  let loading: Promise<OciAnswerer> | undefined;
  const load = async (): Promise<OciAnswerer> => {
    try {
      // The module is named by the environment, so that its exports cannot be checked before.
      return ((await import(module)) as AnswererModule).createOciAnswerer(environment);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new InvalidRequest('MUSTER_OCI_ANSWERER', `MUSTER_OCI_ANSWERER: ${module} cannot answer in the place of OCI: ${why}`);
    }
  };
  return {
    answer: async (request) => {
      loading ??= load();
      return await (await loading).answer(request);
    },
  };
}
