import { expect, it } from '@jest/globals';
import { personName } from '../../web/src/components/person-name.ts';

it.each([
  ['http://127.0.0.1:4000/oidc#admin', 'admin'],
  ['https://issuer.example#team#ann', 'team#ann'],
  ['https://issuer.example#', 'https://issuer.example#'],
  ['https://issuer.example', 'https://issuer.example'],
  ['arn:aws:iam::123456789012:user/ann', 'arn:aws:iam::123456789012:user/ann'],
  ['unknown', 'unknown'],
  ['Ann #2', 'Ann #2'],
])('%s is shown as %s', (identity, name) => {
  expect(personName(identity)).toBe(name);
});
