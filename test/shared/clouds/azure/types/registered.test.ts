import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { type RestService, restTypeProblems } from '../../../../../scripts/rest-type-problems.ts';
import { generatedRestTypes } from '../../../../../scripts/rest-types.ts';
import {
  armChildren,
  armList,
  armType,
  defineService,
  graphList,
  graphType,
  relation,
} from '../../../../../shared/clouds/azure/types/define.ts';
import type { TypeDefinition } from '../../../../../shared/clouds/types/definition.ts';

const ROOT = fileURLToPath(new URL('../../../../../', import.meta.url));

const DISKS = armType({ type: 'Microsoft.Compute/disks', kind: 'disk', list: armList('Microsoft.Compute/disks', '2025-01-02') });
const GROUPS = armType({
  type: 'Microsoft.Resources/resourceGroups',
  kind: 'resource_group',
  list: armList('Microsoft.Resources/resourceGroups', '2025-04-01'),
});

const problems = (...types: readonly TypeDefinition[]): readonly string[] => {
  const service: RestService = { service: defineService({ id: 'compute' }), types: [...types, GROUPS], files: [] };
  return restTypeProblems('azure', [service]);
};

describe("Azure's registry", () => {
  it('is as its definitions are: npm run generate', async () => {
    for (const { path, text } of await generatedRestTypes('azure')) expect(readFileSync(`${ROOT}${path}`, 'utf8')).toBe(text);
  });

  it('takes definitions that are right', () => {
    expect(problems(DISKS, graphType({ type: 'Microsoft.Graph/users', kind: 'user', list: graphList('users', 'User.Read.All') }))).toEqual(
      [],
    );
  });

  it.each([
    ['a name of another cloud', { ...DISKS, type: 'AWS::EC2::Volume' }, /its name is none of the provider's/],
    ['an unknown kind', { ...DISKS, kind: 'floppy' as 'disk' }, /KINDS has no floppy/],
    ['an unknown member', { ...DISKS, tag: 'tags' } as TypeDefinition, /a type has no member tag/],
    ['a missing parent', { ...DISKS, parents: 'Microsoft.Compute/hosts' }, /its service has no Microsoft\.Compute\/hosts/],
    ['a child without parents', { ...DISKS, list: armChildren('disks', '2025-01-02', 'Microsoft.Compute/disks/read') }, /has parents/],
    [
      'a relationship to nothing',
      { ...DISKS, relationships: [relation('uses', 'Microsoft.Compute/tapes', 'id')] },
      /no service has Microsoft\.Compute\/tapes/,
    ],
    ['no date for a version', { ...DISKS, list: armList('Microsoft.Compute/disks', 'latest') }, /the api-version is a date/],
    [
      'a permission to act',
      { ...DISKS, list: { ...DISKS.list, permission: 'Microsoft.Compute/disks/write' } as TypeDefinition['list'] },
      /the permission ends with \/read/,
    ],
    [
      'a call that changes something',
      { ...DISKS, list: { ...DISKS.list, operation: 'POST /subscriptions/{subscription}/disks' } as TypeDefinition['list'] },
      /only reads/,
    ],
    [
      'a permission of another API',
      graphType({ type: 'Microsoft.Graph/users', kind: 'user', list: graphList('users', 'users') }),
      /one of Microsoft Graph/,
    ],
  ])('refuses %s', (_what, type, message) => {
    expect(problems(type).join('\n')).toMatch(message);
  });

  it('refuses a type that is defined twice, and a service without types', () => {
    expect(problems(DISKS, DISKS).join('\n')).toMatch(/Microsoft\.Compute\/disks is defined twice/);
    expect(restTypeProblems('azure', [{ service: defineService({ id: 'compute' }), types: [], files: [] }]).join('\n')).toMatch(
      /no type beside it/,
    );
  });
});
