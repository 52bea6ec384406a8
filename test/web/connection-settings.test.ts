import { expect, it } from '@jest/globals';
import { PROVIDER_FACTS } from '../../shared/provider-facts.ts';
import { filledIn, SETTINGS_FIELDS } from '../../web/src/pages/connections/settings-fields.ts';

it.each(PROVIDER_FACTS.map(({ id, loginSchema }) => [id, loginSchema] as const))(
  'the form of %s has every setting that the API takes',
  (id, schema) => {
    const fields = Object.entries(SETTINGS_FIELDS).find(([provider]) => provider === id)?.[1] ?? [];

    expect(fields.map(({ name }) => name).toSorted()).toEqual(Object.keys(schema.shape).toSorted());
  },
);

it('what is left empty is left out', () => {
  expect(filledIn({ role_name: ' Reader ', account: '', external_id: '  ' })).toEqual({ role_name: 'Reader' });
});
