/** The examples of docs/sign-in.md are settings that the stack takes. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { readSettings } from '../../lib/context.ts';
import { callerOfClaims, claimMappingSchema } from '../../shared/access/claims.ts';
import { parseIamRoles } from '../../shared/access/iam-roles.ts';
import { CALLBACK_URL } from '../../shared/access/oidc-settings.ts';

const guide = readFileSync(new URL('../../docs/sign-in.md', import.meta.url), 'utf8').replaceAll('cus_…', 'cus_0123456789abcdefABCD_-');
const section = (title: string): string => new RegExp(`^#+ ${title}$([^]*?)(?=^#|$(?![^]))`, 'm').exec(guide)![1]!;
/** The indented block of JSON in a section. */
const json = (title: string): string => /^ {4}\{$[^]*?^ {4}\}$|^ {4}\{.*\}$/m.exec(section(title))![0];

describe('docs/sign-in.md', () => {
  it.each([
    ['Entra ID', { roles: ['Muster.Operator'] }],
    ['Okta', { groups: ['muster-operators', 'others'], muster_accounts: '*' }],
    ['Keycloak', { realm_access: { roles: ['muster-operator'] }, 'muster:accounts': '*' }],
  ])('maps the claims of %s', (title, claims) => {
    const mapping = readSettings({ 'muster:oidc-claims': json(title).trim() }).oidc.claims;

    expect(callerOfClaims({ iss: 'https://login.example.com', sub: 'ann', ...claims }, claimMappingSchema.parse(mapping))).toMatchObject({
      role: 'operator',
      reach: { kind: 'all' },
    });
  });

  it.each(['Entra ID', 'Okta', 'Keycloak'])('sets up %s with values that the context takes', (title) => {
    const values = Array.from(section(title).matchAll(/-c '?(muster:[a-z-]+)=([^'\n]+?)'?(?= -c |\n)/g), ([, key = '', value = '']) => [
      key,
      value.replaceAll(/<([^>]+)>/g, 'x').trim(),
    ]);

    expect(readSettings(Object.fromEntries(values)).oidc).toMatchObject({
      issuer: expect.stringMatching(/^https:/),
      audiences: [expect.any(String)],
      clientId: expect.any(String),
    });
  });

  it('has rights by ARN that are understood', () => {
    expect(parseIamRoles(json('Rights of those who sign')).map(({ role }) => role)).toEqual([
      'operator',
      'viewer',
      'viewer',
      'admin',
      'viewer',
    ]);
  });

  it('names the address to which issuers send the browser back', () => {
    expect(guide).toContain(`\`${CALLBACK_URL}\``);
  });
});
