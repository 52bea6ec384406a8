/** Names of services: the full form `aws.s3`, or the short form `s3` while only one provider has a service of that name. */
import type { ResourceType } from './clouds/resource-type.ts';
import { InvalidRequest } from './errors.ts';
import { type AccountId, providerOf } from './ids.ts';
import { fullForm, withShortForms } from './short-forms.ts';
import { enumerated, suggestion } from './validation/nearest.ts';

/** The full form of a type's service. */
export const serviceName = ({ provider, service }: Pick<ResourceType, 'provider' | 'service'>): string => `${provider}.${service}`;

/** The full forms of the services of these types, sorted. */
export const serviceNames = (types: readonly Pick<ResourceType, 'provider' | 'service'>[]): readonly string[] =>
  [...new Set(types.map(serviceName))].toSorted();

/** Whether the account's provider has the service. @param service full form or `*` */
export const canHave = (accountId: AccountId, service: string): boolean =>
  service === '*' || service.startsWith(`${providerOf(accountId)}.`);

/**
 * The full form of a service as people write it.
 * @param services the full forms of the services that exist
 * @throws InvalidRequest that names `field` and the nearest names, or the full forms if several providers have such a service
 */
export function serviceNamed(written: string, services: readonly string[], field = 'service'): string {
  const found = fullForm(written, (name) => services.includes(name), field);
  if (found !== undefined) return found;
  const shown = JSON.stringify(written.slice(0, 100));
  throw new InvalidRequest(
    field,
    `${field}: there is no service ${shown}; there are ${enumerated(services)}.${suggestion(written, withShortForms(services))}`,
    services,
  );
}
