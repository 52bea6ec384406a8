import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { generatedOciRegions } from '../../../../scripts/oci-regions.ts';
import {
  checkedBase,
  domainOf,
  domainOfRegion,
  hostOf,
  knownRegions,
  realmOf,
  regionNamed,
  REGION_NAME,
} from '../../../../shared/clouds/oci/realms.ts';

it('the list of regions is that of the installed SDK', async () => {
  const file = new URL('../../../../shared/clouds/oci/regions.generated.ts', import.meta.url);

  expect(await readFile(file, 'utf8')).toBe(await generatedOciRegions());
});

it('every known region has a name of the form that Muster accepts, and a domain', () => {
  expect(knownRegions().length).toBeGreaterThan(60);
  for (const region of knownRegions()) {
    expect(region).toMatch(REGION_NAME);
    expect([region, domainOfRegion(region)]).toEqual([region, expect.stringMatching(/^oraclec|^oracleg/)]);
  }
});

it('the realm of an OCID decides the domain, and so the hosts', () => {
  expect(realmOf('ocid1.tenancy.oc4..aaaa')).toBe('oc4');
  expect(domainOf('ocid1.tenancy.oc4..aaaa')).toBe('oraclegovcloud.uk');
  expect(domainOf('ocid1.tenancy.oc99..aaaa')).toBeUndefined();
  expect(realmOf('not an ocid')).toBeUndefined();
  expect(hostOf('iaas.{region}.{domain}', 'us-phoenix-1', 'oraclecloud.com')).toBe('iaas.us-phoenix-1.oraclecloud.com');
});

it.each([
  ['evil.example/x', 'oraclecloud.com'],
  ['us-phoenix-1.evil.example', 'oraclecloud.com'],
  ['us-phoenix-1', 'evil.example/x'],
  ['us-phoenix-1', 'evil.example#.oraclecloud.com'],
  ['us-phoenix-1', ''],
])('no host is made of the region %s and the domain %s', (region, domain) => {
  expect(() => hostOf('iaas.{region}.{domain}', region, domain)).toThrow(
    /not the names of a region and of a realm's domain.*no request was sent/,
  );
});

it('a region may be written by its key', () => {
  expect([regionNamed('PHX'), regionNamed('iad'), regionNamed('eu-frankfurt-1'), regionNamed('nowhere')]).toEqual([
    'us-phoenix-1',
    'us-ashburn-1',
    'eu-frankfurt-1',
    'nowhere',
  ]);
});

describe('a base that an item of the cloud names', () => {
  it.each(['https://idcs-1.identity.oraclecloud.com:443', 'https://v-management.kms.us-phoenix-1.oraclecloud.com'])(
    'is taken: %s',
    (text) => {
      expect(checkedBase(text, 'oraclecloud.com')?.protocol).toBe('https:');
    },
  );

  it.each([
    'https://oraclecloud.com.evil.example',
    'https://eviloraclecloud.com',
    'http://idcs-1.identity.oraclecloud.com',
    'https://user:secret@idcs-1.identity.oraclecloud.com',
    'https://idcs-1.identity.oraclecloud.com:8443',
    'https://evil.example#.oraclecloud.com',
    'https://evil.example\\.oraclecloud.com',
    '',
    null,
    7,
  ])('is refused outside the realm: %s', (text) => {
    expect(checkedBase(text, 'oraclecloud.com')).toBeUndefined();
  });
});
