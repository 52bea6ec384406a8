import { describe, expect, it } from '@jest/globals';
import { loginSchema, openLogin } from '../../../shared/clouds/login.ts';

describe('a connection of a configuration file', () => {
  it('is of AWS if it does not say', () => {
    expect(loginSchema.parse({ name: 'main', profile: 'prod' })).toEqual({ name: 'main', provider: 'aws', profile: 'prod' });
  });

  it.each([
    ['a secret, which has no place there', { name: 'main', secret_access_key: 'x' }],
    ['a name that is a path', { name: '../x' }],
    ['an empty profile', { name: 'main', profile: '' }],
    ['a role with its path', { name: 'main', role_name: 'team/MusterRead' }],
    ['a provider that nobody knows', { name: 'main', provider: 'gcp' }],
  ])('is refused with %s', (_what, connection) => {
    expect(loginSchema.safeParse(connection).success).toBe(false);
  });
});

describe('a login', () => {
  it.each(['azure', 'oci'] as const)('of %s is refused until Muster reads it', async (provider) => {
    await expect(openLogin({ name: 'main', provider }, {})).rejects.toMatchObject({
      code: 'invalid_request',
      message: `Muster does not read ${provider} yet; it reads aws.`,
    });
  });
});
