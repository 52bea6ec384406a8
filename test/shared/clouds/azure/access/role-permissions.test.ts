import { describe, expect, it } from '@jest/globals';
import { allows, rolesIn } from '../../../../../shared/clouds/azure/access/role-permissions.ts';

const READ = 'Microsoft.Compute/virtualMachines/read';

describe('allows', () => {
  it.each([
    [['*'], [], true],
    [['*/read'], [], true],
    [['*/READ'], [], true],
    [['Microsoft.Compute/*'], [], true],
    [['microsoft.compute/*/read'], [], true],
    [['Microsoft.Compute/virtualMachines/read'], [], true],
    [['Microsoft.Compute/virtual*es/re*d'], [], true],
    [['Microsoft.Compute/virtualMachines/write'], [], false],
    [['Microsoft.Comput/*'], [], false],
    [['Microsoft.Compute'], [], false],
    [['*/read/*'], [], false],
    [['Microsoft.Compute/virtualMachines/read*read'], [], false],
    [[], [], false],
    [['*'], ['*/read'], false],
    [['*'], ['Microsoft.Compute/virtualMachines/read'], false],
    [['*'], ['Microsoft.Storage/*'], true],
  ])('decides by actions %j without %j: %s', (actions, notActions, expected) => {
    expect(allows([{ actions, notActions }], READ)).toBe(expected);
  });

  it('lets one role give what another does not', () => {
    const roles = [
      { actions: ['*'], notActions: ['*/read'] },
      { actions: [READ], notActions: [] },
    ];
    expect(allows(roles, READ)).toBe(true);
    expect(allows([], READ)).toBe(false);
  });
});

describe('rolesIn', () => {
  it('takes what is no list of texts for none', () => {
    expect(rolesIn([{ actions: ['a', 1], notActions: 'x', dataActions: ['b'], notDataActions: ['c', null] }, null])).toEqual({
      actions: [
        { actions: ['a'], notActions: [] },
        { actions: [], notActions: [] },
      ],
      dataActions: [
        { actions: ['b'], notActions: ['c'] },
        { actions: [], notActions: [] },
      ],
    });
  });
});
