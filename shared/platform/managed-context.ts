/** The context of managers in a deployed function: clients of AWS with the role that may manage, secrets by reference, and the network. */
import { CloudError } from '../clouds/cloud-error.ts';
import type { Secrets } from '../connections/secrets.ts';
import type { ContextOf } from '../managed/engine.ts';
import { CLIENT_TOKEN, managedTags } from '../managed/manager.ts';
import type { ManageClients } from '../managed/aws/manage-clients.ts';
import { isReadable, notReadable } from '../managed/readable-secrets.ts';
import type { Clock, Random } from '../seams.ts';

/** A provider that does not answer is asked again in a later step. */
const FETCH_MS = 30_000;

export interface ManagedContextParts {
  /** Name of the deployment, which the tags of its resources have. */
  readonly deployment: string;
  readonly clients: Pick<ManageClients, 'get'>;
  readonly secrets: Pick<Secrets, 'read'>;
  readonly clock: Clock;
  readonly random: Random;
}

const fetchInTime: typeof fetch = async (address, options) => {
  // oxlint-disable-next-line no-restricted-properties -- it ends a request on the network; nothing sleeps by it
  const late = AbortSignal.timeout(FETCH_MS);
  return await fetch(address, { ...options, signal: options?.signal ? AbortSignal.any([options.signal, late]) : late });
};

export const managedContexts =
  ({ deployment, clients, secrets, clock, random }: ManagedContextParts): ContextOf =>
  ({ managed_id, spec, provider_resource_id, creation }) => {
    const { [CLIENT_TOKEN]: token, ...marks } = managedTags(deployment, managed_id, creation?.token ?? '');
    return {
      managed_id,
      name: spec.name,
      account_id: spec.account_id,
      region: spec.region,
      // A resource that was adopted bears no token of a creation.
      tags: { ...spec.tags, ...marks, ...(creation && { [CLIENT_TOKEN]: token ?? '' }) },
      provider_resource_id,
      aws: async (clientClass) => clients.get(spec.account_id, spec.region, clientClass),
      secret: async (reference) => {
        // A reference may come from the output of a dependency, which no request has shown.
        if (isReadable(reference, spec)) return await secrets.read(reference);
        throw new CloudError(`${reference}: ${notReadable(spec)}.`, { class: 'denied', error_code: 'NotOfCustomer' });
      },
      fetch: fetchInTime,
      clock,
      random,
    };
  };
