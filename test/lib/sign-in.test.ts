/** The stack lets callers with tokens in, if the context names an issuer or wants users of its own. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { addChecks } from '../../lib/checks.ts';
import { MAX_CLAIMS, MAX_IAM_ROLES } from '../../lib/json-context.ts';
import { oidcSettingsSchema } from '../../shared/access/oidc-settings.ts';
import { app, resolved, synthesized, type TemplateReader } from './templates.ts';

const ISSUER = 'https://login.example.com/realms/acme';
const OIDC = {
  'muster:oidc-issuer': ISSUER,
  'muster:oidc-audience': 'muster, api://muster',
  'muster:oidc-client': 'cli',
  'muster:oidc-claims': '{"role": "groups", "roles": {"ops": "operator"}}',
};
const COGNITO = { 'muster:users': 'cognito' };

const outdir = mkdtempSync(join(tmpdir(), 'muster-test-'));
afterAll(() => rmSync(outdir, { recursive: true }));

const routes = (template: TemplateReader) =>
  Object.fromEntries(
    template.ofType('AWS::ApiGatewayV2::Route').map(({ Properties }) => [Properties['RouteKey'], Properties['AuthorizationType']]),
  );
const variables = (template: TemplateReader) => template.one('AWS::Lambda::Function', 'ApiHandler').Properties['Environment'].Variables;

const OPEN_REFERENCE = { 'GET /docs': 'NONE', 'GET /docs/redoc.js': 'NONE', 'GET /openapi.json': 'NONE' };

describe('a deployment', () => {
  it('takes only signed requests by default, but for the reference of the API', () => {
    const { platform } = synthesized();

    expect(routes(platform)).toEqual({ 'ANY /{proxy+}': 'AWS_IAM', ...OPEN_REFERENCE });
    expect(platform.ofType('AWS::Cognito::UserPool')).toEqual([]);
    expect(variables(platform)).not.toHaveProperty('MUSTER_OIDC');
    expect(variables(platform)).not.toHaveProperty('MUSTER_IAM_ROLES');
  });

  it('takes tokens of an issuer below /app, and shows anyone who that is', () => {
    const { platform } = synthesized(OIDC);

    expect(routes(platform)).toEqual({
      'ANY /{proxy+}': 'AWS_IAM',
      'ANY /app/{proxy+}': 'JWT',
      'GET /.well-known/oauth-protected-resource/app': 'NONE',
      ...OPEN_REFERENCE,
      'GET /app/docs': 'NONE',
      'GET /app/docs/redoc.js': 'NONE',
      'GET /app/openapi.json': 'NONE',
    });
    expect(platform.one('AWS::ApiGatewayV2::Authorizer').Properties).toMatchObject({
      AuthorizerType: 'JWT',
      IdentitySource: ['$request.header.Authorization'],
      JwtConfiguration: { Issuer: ISSUER, Audience: ['muster', 'api://muster'] },
    });
    expect(oidcSettingsSchema.parse(JSON.parse(variables(platform).MUSTER_OIDC))).toMatchObject({
      issuer: ISSUER,
      audiences: ['muster', 'api://muster'],
      client_id: 'cli',
      scopes: 'openid profile email offline_access',
      claims: { role: 'groups', roles: { ops: 'operator' }, customer_id: 'customer_id' },
    });
  });

  it('gives the API the rights of those who sign', () => {
    const rights = { 'arn:aws:iam::123456789012:role/Ops*': 'operator', '*': 'viewer' };

    expect(variables(synthesized({ 'muster:iam-roles': JSON.stringify(rights, undefined, 2) }).platform).MUSTER_IAM_ROLES).toBe(
      JSON.stringify(rights),
    );
  });
});

/** The longest values of the parameters that CloudFormation knows by itself. */
const PSEUDO_PARAMETERS: Readonly<Record<string, string>> = {
  'AWS::AccountId': '123456789012',
  'AWS::Partition': 'aws-us-gov',
  'AWS::Region': 'ap-southeast-1',
  'AWS::URLSuffix': 'amazonaws.com.cn',
};

/** The characters that a value has once it is deployed, at most. */
function deployedLength(value: unknown): number {
  if (typeof value === 'string') return value.length;
  const { Ref, 'Fn::Join': joined } = value as { Ref?: string; 'Fn::Join'?: readonly [string, readonly unknown[]] };
  if (joined) return joined[1].reduce<number>((sum, part) => sum + deployedLength(part), 0);
  const pseudo = PSEUDO_PARAMETERS[Ref ?? ''];
  if (pseudo !== undefined) return pseudo.length;
  // CloudFormation makes a name of the stack's name, the logical id and 12 characters; a queue is named by its URL.
  return Ref === undefined || Ref.startsWith('AWS::')
    ? 64
    : 'Muster--'.length + Ref.length + 12 + (/Queue|^(Inventory|Scan|Export)/.test(Ref) ? 70 : 0);
}

describe('the variables of the API', () => {
  it('stay below the 4 KB that Lambda takes, also with the longest mappings', () => {
    const claims = { role: 'x'.repeat(MAX_CLAIMS - '{"role":""}'.length - 200), accounts: 'y'.repeat(200 - ',"accounts":""'.length) };
    const [arn, role] = ['arn:aws:iam::123456789012:role/', 'viewer'];
    const rights = { [`${arn}${'x'.repeat(MAX_IAM_ROLES - arn.length - role.length - '{"":""}'.length)}`]: role };
    const longest = synthesized({
      ...OIDC,
      'muster:oidc-issuer': 'https://login.microsoftonline.com/00000000-0000-0000-0000-000000000000/v2.0',
      'muster:oidc-audience': '00000000-0000-0000-0000-000000000000',
      'muster:oidc-client': '00000000-0000-0000-0000-000000000000',
      'muster:oidc-claims': claims,
      'muster:iam-roles': rights,
      'muster:nightly': 'cron(0 0,2,4,6,8,10,12,14 ? * MON,TUE,WED,THU *)',
      'muster:nightly-accounts': 'unit:/Root/Production/Payments/*,tag:team=payments,tag:a=b',
      'muster:export-days': '3650',
      'muster:log-retention-days': '3653',
      'muster:job-deadline-hours': '72',
      'muster:event-bus': 'arn:aws:events:eu-west-1:111122223333:event-bus/muster',
      'muster:alarm-email': 'ops@example.com',
    });
    const sizes = Object.entries(variables(longest.platform) as Record<string, unknown>).map(
      ([name, value]) => name.length + deployedLength(value),
    );

    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(4096);
  });
});

describe('a deployment with users of its own', () => {
  const { platform } = synthesized(COGNITO);
  const pool = platform.one('AWS::Cognito::UserPool');
  const client = platform.one('AWS::Cognito::UserPoolClient');

  it('lets nobody in without an administrator and a second factor', () => {
    expect(pool.Properties).toMatchObject({
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      MfaConfiguration: 'ON',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      DeletionProtection: 'ACTIVE',
    });
    expect(pool.DeletionPolicy).toBe('Retain');
  });

  it('has a client that logs in by code only, and cannot change who a user is', () => {
    const { Properties } = client;

    expect(Properties).toMatchObject({
      GenerateSecret: false,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid', 'email', 'profile'],
      CallbackURLs: ['http://localhost:8976/callback'],
      ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
      WriteAttributes: ['name'],
    });
  });

  it('has a group for each role, which the claims are mapped to', () => {
    expect(platform.ofType('AWS::Cognito::UserPoolGroup').map(({ Properties }) => Properties['GroupName'])).toEqual(
      expect.arrayContaining(['muster-viewer', 'muster-operator', 'muster-admin']),
    );
    const parameters = { [pool.id]: 'eu-west-1_abc', [client.id]: 'client', 'AWS::Region': 'eu-west-1' };
    const settings = resolved(withAttributes(variables(platform).MUSTER_OIDC), parameters);
    expect(oidcSettingsSchema.parse(JSON.parse(String(settings)))).toMatchObject({
      issuer: expect.stringContaining('https://cognito.example.com/pool'),
      audiences: ['client'],
      client_id: 'client',
      scopes: 'openid email profile',
      claims: {
        role: 'cognito:groups',
        roles: { 'muster-viewer': 'viewer', 'muster-operator': 'operator', 'muster-admin': 'admin' },
        accounts: 'custom:accounts',
        customer_id: 'custom:customer_id',
      },
    });
  });

  it('takes the tokens of its pool for its client', () => {
    const { JwtConfiguration } = platform.one('AWS::ApiGatewayV2::Authorizer').Properties;

    expect(JwtConfiguration).toEqual({
      Issuer: { 'Fn::GetAtt': [pool.id, 'ProviderURL'] },
      Audience: [{ Ref: client.id }],
    });
  });

  it('has claims of its own if the context says so', () => {
    const text = JSON.stringify(variables(synthesized({ ...COGNITO, 'muster:oidc-claims': { role: 'custom:role' } }).platform).MUSTER_OIDC);

    expect(text).toContain('custom:role');
    expect(text).not.toContain('cognito:groups');
  });
});

/** Replaces the attributes of resources, which `resolved` does not know. */
function withAttributes(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(withAttributes);
  if (typeof part !== 'object' || part === null) return part;
  if ('Fn::GetAtt' in part) return 'https://cognito.example.com/pool';
  return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, withAttributes(value)]));
}

describe('the AwsSolutions checks', () => {
  it.each([OIDC, COGNITO])('have no finding that is not acknowledged with %j', (context) => {
    const checked = app(context, outdir);
    addChecks(checked);
    checked.synth();

    const report: { readonly pluginReports: readonly unknown[] } = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8'));
    expect(report.pluginReports).toEqual([]);
  });
});
