/** Checks the settings of a connection before they are stored or used: by its provider's schema, and for secrets that have no place there. */
import { z } from 'zod';
import type { ConnectionSettings } from '../clouds/connection.ts';
import type { ProviderFacts } from '../clouds/provider.ts';
import { LOOKS_SECRET, looksSecret } from '../clouds/secret-reference.ts';
import { InvalidRequest } from '../errors.ts';
import { invalidRequestOf } from '../validation/invalid-request.ts';

/** The settings as the provider's schema gives them. @throws InvalidRequest that names `settings.<name>`, and never repeats its value */
export function checkSettings({ loginSchema }: Pick<ProviderFacts, 'loginSchema'>, settings: unknown): ConnectionSettings {
  const secret = Object.entries(z.record(z.string(), z.unknown()).safeParse(settings).data ?? {}).find(
    ([, value]) => typeof value === 'string' && looksSecret(value),
  );
  if (secret) throw new InvalidRequest(`settings.${secret[0].slice(0, 100)}`, `settings.${secret[0].slice(0, 100)}: ${LOOKS_SECRET}.`);
  const schema = z.object({ settings: loginSchema });
  const { data, error } = schema.safeParse({ settings });
  if (data) return data.settings;
  throw invalidRequestOf(error, schema, 'settings');
}
