import { expect, it } from '@jest/globals';
import type { AccountId, CustomerId } from '../../../shared/ids.ts';
import { isReadable } from '../../../shared/managed/readable-secrets.ts';

const account_id = 'aws:111122223333' as AccountId;
const customer_id = 'cus_aaaaaaaaaaaaaaaaaaaaaa' as CustomerId;
const OWN = `muster/${customer_id}`;
const secret = (name: string, account = '999988887777'): string => `arn:aws:secretsmanager:eu-west-1:${account}:secret:${name}-a1B2c3`;
const parameter = (name: string): string => `arn:aws:ssm:eu-west-1:999988887777:parameter/${name}`;

it.each([
  secret(`${OWN}/github`),
  `${secret(`${OWN}/github`)}#token`,
  parameter(`${OWN}/github`),
  secret('anything', '111122223333'),
  secret('rds!db-1234', '111122223333'),
])('the resource of a customer may name %s', (reference) => {
  expect(isReadable(reference, { account_id, customer_id })).toBe(true);
});

it.each([
  secret('muster/github'),
  secret('muster/cus_bbbbbbbbbbbbbbbbbbbbbb/github'),
  secret(`x/${OWN}/github`),
  secret(OWN),
  secret(`${OWN}x/github`),
  parameter(`x/${OWN}/github`),
  'env:AWS_SECRET_ACCESS_KEY',
  'no reference',
])('the resource of a customer may not name %s', (reference) => {
  expect(isReadable(reference, { account_id, customer_id })).toBe(false);
  expect(isReadable(reference, { account_id })).toBe(true);
});

it('takes no secret for that of an account whose number another cloud has', () => {
  const other = 'gcp:111122223333' as AccountId;
  expect(isReadable(secret('anything', '111122223333'), { account_id: other, customer_id })).toBe(false);
});
