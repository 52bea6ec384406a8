import { describe, expect, it } from '@jest/globals';
import { formText, groupId, location, lowerCase, parentId, relatedId } from '../../../../../shared/clouds/azure/types/texts.ts';
import type { Text } from '../../../../../shared/clouds/types/definition.ts';

const GROUP = '/subscriptions/11111111-2222-4333-8444-555555555555/resourceGroups/Payments';
const SERVER = `${GROUP}/providers/Microsoft.Sql/servers/Main`;
const DATABASE = `${SERVER}/databases/Orders`;

const made = (text: Text, value: string | null): string | null => {
  if (typeof text === 'string' || !('form' in text)) throw new Error('This text has no form.');
  return formText(text.form, () => value);
};

describe("texts of Azure's types", () => {
  it.each([
    ['an id in lower case', lowerCase('id'), SERVER, SERVER.toLowerCase()],
    ['a location', location('location'), 'West Europe', 'westeurope'],
    ['the id of the parent', parentId('id'), DATABASE, SERVER],
    ['the id of the resource group', groupId('id'), DATABASE, GROUP],
    ['no group of a resource of the subscription', groupId('id'), '/subscriptions/1/providers/Microsoft.Security/pricings/Arm', null],
    ['no group of a group itself', groupId('id'), GROUP, null],
    ['nothing of nothing', lowerCase('id'), null, null],
  ])('are %s', (_what, text, value, expected) => {
    expect(made(text, value)).toBe(expected);
  });

  it.each([
    ['of its type, in any case', DATABASE, 'Microsoft.SQL/servers/databases', DATABASE.toLowerCase()],
    ['of another type', DATABASE, 'Microsoft.Sql/servers', null],
    ['of a resource group', GROUP, 'Microsoft.Resources/resourceGroups', GROUP.toLowerCase()],
    ['of a subscription', '/subscriptions/1', 'Microsoft.Resources/subscriptions', '/subscriptions/1'],
    [
      'of an extension',
      `${SERVER}/providers/Microsoft.Security/assessments/a`,
      'Microsoft.Security/assessments',
      `${SERVER}/providers/Microsoft.Security/assessments/a`.toLowerCase(),
    ],
    ['of the directory', 'A1B2', 'Microsoft.Graph/users', 'A1B2'],
  ])('take the id %s', (_what, id, type, expected) => {
    expect(relatedId(id, type)).toBe(expected);
  });
});
