import { describe, expect, it } from '@jest/globals';
import { configuredConnection } from '../../../shared/clouds/connection.ts';
import { PROVIDER_FACTS } from '../../../shared/provider-facts.ts';
import { CLOUD_PROVIDERS } from '../../../shared/providers.ts';

describe('a connection of a configuration file', () => {
  it('belongs to AWS if it names no provider', () => {
    expect(configuredConnection.parse({ name: 'main', profile: 'prod' })).toEqual({
      name: 'main',
      provider: 'aws',
      profile: 'prod',
      settings: {},
    });
  });

  it.each([
    ['a secret, which has no place there', { name: 'main', secret_access_key: 'x' }],
    ['a name that is a path', { name: '../x' }],
    ['an empty profile', { name: 'main', profile: '' }],
    ['a provider that nobody knows', { name: 'main', provider: 'gcp' }],
  ])('is refused with %s', (_what, connection) => {
    expect(configuredConnection.safeParse(connection).success).toBe(false);
  });
});

describe('the providers', () => {
  it('are the same in the list of facts as in the list of those that can be read', () => {
    expect(CLOUD_PROVIDERS.map(({ facts }) => facts)).toEqual(PROVIDER_FACTS);
    expect(new Set(PROVIDER_FACTS.map(({ id }) => id)).size).toBe(PROVIDER_FACTS.length);
  });

  it.each(PROVIDER_FACTS)('give only facts of $id', ({ id, types, regions, loginSchema: settings, deploymentSettings }) => {
    expect(types.filter(({ provider }) => provider !== id)).toEqual([]);
    expect(new Set(regions).size).toBe(regions.length);
    expect(settings.safeParse({ secret_access_key: 'x' }).success).toBe(false);
    expect(settings.safeParse(deploymentSettings({})).success).toBe(true);
  });

  it("take the role and the external id of an AWS connection from the stack's variables", () => {
    const { deploymentSettings, loginSchema: settings } = PROVIDER_FACTS.find(({ id }) => id === 'aws')!;

    expect(deploymentSettings({ MUSTER_ROLE_NAME: 'Read', MUSTER_EXTERNAL_ID: '' })).toEqual({ role_name: 'Read' });
    expect(settings.safeParse({ role_name: 'team/MusterRead' }).success).toBe(false);
  });
});
