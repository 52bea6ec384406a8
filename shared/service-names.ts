/** Services by name: `aws.s3`, or `s3` while one provider alone has a service of that name. */
import type { ResourceType } from './clouds/resource-type.ts';
import { InvalidRequest } from './errors.ts';
import { type AccountId, providerOf } from './ids.ts';
import { fullForm, withShortForms } from './short-forms.ts';
import { enumerated, suggestion } from './validation/nearest.ts';

/** The full form of a type's service. */
export const serviceName = ({ provider, service }: Pick<ResourceType, 'provider' | 'service'>): string => `${provider}.${service}`;

/** The full forms of the services of these types, by name. */
export const serviceNames = (types: readonly Pick<ResourceType, 'provider' | 'service'>[]): readonly string[] =>
  [...new Set(types.map(serviceName))].toSorted();

/** Whether the account is of the provider of the service, which is a full form or `*`. */
export const canHave = (accountId: AccountId, service: string): boolean =>
  service === '*' || service.startsWith(`${providerOf(accountId)}.`);

/**
 * The full form of a service as people write it. `services` are those that exist, in full.
 * @throws InvalidRequest naming `field`, with the nearest names, or with the full forms if several providers have such a service
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
