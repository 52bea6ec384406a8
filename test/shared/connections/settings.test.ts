import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { ociFacts } from '../../../shared/clouds/oci/facts.ts';
import { secretReference } from '../../../shared/clouds/secret-reference.ts';
import { type Allowed, checkAllowed } from '../../../shared/connections/allowed.ts';
import { checkSettings } from '../../../shared/connections/check-settings.ts';
import { InvalidRequest } from '../../../shared/errors.ts';

const loginSchema = z.strictObject({ client_id: z.string().max(64).optional(), client_secret: secretReference.optional() });
const SECRET = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:muster/contoso-a1B2c3';

function refusal(work: () => unknown): InvalidRequest {
  try {
    work();
  } catch (error) {
    if (error instanceof InvalidRequest) return error;
    throw error;
  }
  throw new Error('Nothing was refused.');
}

describe('the settings of a connection', () => {
  it('are those that the schema of the provider gives', () => {
    expect(checkSettings({ loginSchema }, { client_secret: SECRET })).toEqual({ client_secret: SECRET });
  });

  it.each([
    ['a secret in place of its reference', { client_secret: 'planted-hunter2' }, /^settings\.client_secret: write where the secret is/],
    ['a private key', { client_id: '-----BEGIN PRIVATE KEY-----\nplanted' }, /^settings\.client_id: this looks like a secret/],
    ['an access key', { client_id: 'AKIAPLANTED0PLANTED0' }, /^settings\.client_id: this looks like a secret/],
    [
      'a setting that there is not',
      { client_secre: 'planted-x' },
      /^settings\.client_secre: unknown; allowed are client_id, client_secret\. Did you/,
    ],
    [
      'a secret for the name of a setting',
      { 'planted8Q~x.Y_': 'x' },
      /^settings: a name that is no short word .*; allowed are client_id, /,
    ],
    ['a long name', { [`planted${'a'.repeat(30)}`]: 'AKIAPLANTED0PLANTED0' }, /^settings: a name that is no short word/],
    ['no settings at all', 'planted', /^settings: /],
    ['a list', [], /^settings: /],
  ])('are refused with %s in a sentence that does not repeat it', (_, settings, sentence) => {
    const { message, field } = refusal(() => checkSettings({ loginSchema }, settings));

    expect(message).toMatch(sentence);
    expect(field).toMatch(/^settings/);
    expect(message.toLowerCase()).not.toContain('planted');
  });
});

describe('the connections of a deployment', () => {
  const allowed: Allowed = {
    roleNames: ['MusterReadRole', 'Auditor'],
    secrets: ['arn:aws:secretsmanager:*:123456789012:secret:muster/*', 'arn:aws:ssm:eu-west-1:123456789012:parameter/exact'],
    variables: false,
  };

  it.each([
    { role_name: 'Auditor' },
    { organization_role: 'arn:aws:iam::210987654321:role/MusterReadRole' },
    { client_secret: SECRET },
    { client_secret: `${SECRET}#key` },
    { client_secret: 'arn:aws:ssm:eu-west-1:123456789012:parameter/exact' },
    { tenant_id: 'something else', number: 1 },
  ])('may name %j', (settings) => {
    expect(() => checkAllowed({}, settings, allowed)).not.toThrow();
  });

  it.each([
    [
      { role_name: 'Admin' },
      'settings.role_name',
      /may not assume roles of the name "Admin"; allowed are MusterReadRole, Auditor\..*muster:role-names\.$/,
    ],
    [
      { organization_role: 'arn:aws:iam::210987654321:role/Admin' },
      'settings.organization_role',
      /may not assume roles of the name "Admin"/,
    ],
    [{ client_secret: 'env:AWS_SECRET_ACCESS_KEY' }, 'settings.client_secret', /reads no secret from a variable of its environment/],
    [{ client_secret: SECRET.replace('muster/', 'other/') }, 'settings.client_secret', /may not read arn:.*other.*muster:secrets\.$/],
    [{ client_secret: SECRET.replace('123456789012', '210987654321') }, 'settings.client_secret', /may not read/],
    [{ client_secret: 'arn:aws:ssm:eu-west-1:123456789012:parameter/exactly' }, 'settings.client_secret', /may not read/],
  ])('may not name %j', (settings, field, sentence) => {
    const error = refusal(() => checkAllowed({}, settings, allowed));

    expect(error.field).toBe(field);
    expect(error.message).toMatch(sentence);
  });

  const KEY = { private_key: SECRET, user: 'u', fingerprint: 'f', tenancy: 't', region: 'r' };

  it.each([KEY, { ...KEY, auth: 'auto' }, { ...KEY, auth: 'api_key' }, { auth: 'resource' }])('may log in to OCI by %j', (settings) => {
    expect(() => checkAllowed(ociFacts, settings, allowed)).not.toThrow();
  });

  it.each([
    [{}, 'settings', /^settings: a deployment has no login to OCI of its own; give .*private_key/],
    [{ region: 'us-phoenix-1' }, 'settings', /no login to OCI of its own/],
    [{ config_file: '/proc/self/environ' }, 'settings.config_file', /reads no configuration file/],
    [{ ...KEY, config_file: '/etc/shadow' }, 'settings.config_file', /reads no configuration file/],
    [{ auth: 'config' }, 'settings.auth', /does not log in to OCI by config; give/],
    [{ ...KEY, auth: 'security_token' }, 'settings.auth', /by security_token/],
    [{ auth: 'auto' }, 'settings.auth', /by auto/],
  ])('may not log in to OCI by %j', (settings, field, sentence) => {
    const error = refusal(() => checkAllowed(ociFacts, settings, allowed));

    expect(error.field).toBe(field);
    expect(error.message).toMatch(sentence);
    expect(() => checkAllowed(ociFacts, settings, { ...allowed, variables: true })).not.toThrow();
  });

  it('compares a long ARN with a pattern of many stars in no time', () => {
    const arn = `arn:aws:ssm:eu-west-1:123456789012:parameter/${'a'.repeat(900)}`;
    const secrets = [`arn:aws:ssm:${'*a'.repeat(40)}*b`];
    const before = performance.now();

    expect(() => checkAllowed({}, { client_secret: arn }, { ...allowed, secrets })).toThrow(InvalidRequest);
    expect(performance.now() - before).toBeLessThan(1000);
  });

  it('may name any role and secret where the user’s own policies decide', () => {
    const any = { roleNames: undefined, secrets: undefined, variables: false };

    expect(() => checkAllowed({}, { role_name: 'Admin', client_secret: SECRET.replace('muster/', 'other/') }, any)).not.toThrow();
  });

  it('may name variables of the environment only on a person’s own machine', () => {
    expect(() => checkAllowed({}, { client_secret: 'env:SECRET' }, { ...allowed, variables: true })).not.toThrow();
    expect(() => checkAllowed({}, { client_secret: 'env:SECRET' }, allowed)).toThrow(InvalidRequest);
    expect(() => checkAllowed({}, { role_name: 'Admin', client_secret: 'env:SECRET' }, { ...allowed, variables: true })).toThrow(
      InvalidRequest,
    );
  });
});
