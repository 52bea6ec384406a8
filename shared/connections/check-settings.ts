/** Checks the settings of a connection before they are stored or used: by its provider's schema, and for secrets that have no place there. */
import { z } from 'zod';
import type { ConnectionSettings } from '../clouds/connection.ts';
import type { ProviderFacts } from '../clouds/provider.ts';
import { LOOKS_SECRET, looksSecret } from '../clouds/secret-reference.ts';
import { InvalidRequest } from '../errors.ts';
import { invalidRequestOf } from '../validation/invalid-request.ts';

/** A name that may be repeated: one that is no setting's, and has digits or signs or many letters, may be a secret in the wrong place. */
const PLAIN_NAME = /^[A-Za-z]{1,16}(?:[_-][A-Za-z]{1,16}){0,3}$/;

/** The settings as the provider's schema gives them. @throws InvalidRequest that names `settings.<name>`, and never repeats its value */
export function checkSettings({ loginSchema }: Pick<ProviderFacts, 'loginSchema'>, settings: unknown): ConnectionSettings {
  const given = Object.entries(z.record(z.string(), z.unknown()).safeParse(settings).data ?? {});
  if (given.some(([name]) => !PLAIN_NAME.test(name))) {
    const allowed = Object.keys(loginSchema.shape);
    throw new InvalidRequest(
      'settings',
      `settings: a name that is no short word in plain letters, and is not repeated here because it may be a secret; allowed are ${allowed.join(', ')}.`,
      allowed,
    );
  }
  const secret = given.find(([, value]) => typeof value === 'string' && looksSecret(value));
  if (secret) throw new InvalidRequest(`settings.${secret[0]}`, `settings.${secret[0]}: ${LOOKS_SECRET}.`);
  const schema = z.object({ settings: loginSchema });
  const { data, error } = schema.safeParse({ settings });
  if (data) return data.settings;
  throw invalidRequestOf(error, schema, 'settings', { settings });
}
