/** The dashboard of a deployment, if the context wants one. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { afterAll, describe, expect, it } from '@jest/globals';
import { addChecks } from '../../lib/checks.ts';
import { readSettings } from '../../lib/context.ts';
import { contentSecurityPolicy, FURTHER_HEADERS } from '../../shared/web/security-headers.ts';
import { API_PATHS, OTHER_PATHS, UI_PATHS } from '../support/web-paths.ts';
import { app, list, resolved, type Statement, synthesized } from './templates.ts';

const ISSUER = 'https://login.example.com:8443/realms/acme';
const OIDC = {
  'muster:web': 'true',
  'muster:oidc-issuer': ISSUER,
  'muster:oidc-audience': 'muster',
  'muster:oidc-client': 'web',
};
const COGNITO = { 'muster:web': 'true', 'muster:users': 'cognito' };
const CERTIFICATE = 'arn:aws:acm:us-east-1:111122223333:certificate/12345678-1234-1234-1234-123456789012';
const DOMAIN = { ...OIDC, 'muster:web-domain': 'muster.example.com', 'muster:web-certificate': CERTIFICATE };

const outdir = mkdtempSync(join(tmpdir(), 'muster-test-'));
afterAll(() => rmSync(outdir, { recursive: true }));

const { platform } = synthesized(OIDC);
const distributionOf = (template: typeof platform) => template.one('AWS::CloudFront::Distribution').Properties['DistributionConfig'];
const headersOf = (template: typeof platform) =>
  template.one('AWS::CloudFront::ResponseHeadersPolicy').Properties['ResponseHeadersPolicyConfig'];

describe('a deployment', () => {
  it('has no dashboard unless the context wants one', () => {
    const without = synthesized({ ...OIDC, 'muster:web': 'false' }).platform;

    expect(without.all.filter(({ Type }) => Type.startsWith('AWS::CloudFront::') || Type.startsWith('Custom::'))).toEqual([]);
    expect(without.outputs).not.toHaveProperty('DashboardUrl');
  });
});

describe('the distribution', () => {
  it('serves pages by https, over HTTP/3 too', () => {
    const { DefaultCacheBehavior, HttpVersion, Enabled } = distributionOf(platform);

    expect(Enabled).toBe(true);
    expect(HttpVersion).toBe('http2and3');
    expect(DefaultCacheBehavior).toMatchObject({ ViewerProtocolPolicy: 'redirect-to-https', Compress: true });
    expect(platform.target(DefaultCacheBehavior.ResponseHeadersPolicyId).Type).toBe('AWS::CloudFront::ResponseHeadersPolicy');
  });

  it('passes the API on, and keeps nothing of it', () => {
    const { CacheBehaviors, Origins } = distributionOf(platform);
    const [api] = CacheBehaviors;
    const origin = Origins.find(({ Id }: { Id: string }) => Id === api.TargetOriginId);

    expect(CacheBehaviors).toHaveLength(1);
    expect(api).toMatchObject({
      PathPattern: '/api/*',
      ViewerProtocolPolicy: 'https-only',
      AllowedMethods: expect.arrayContaining(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
      // AWS's own: CachingDisabled, and AllViewerExceptHostHeader.
      CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
      OriginRequestPolicyId: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
    });
    expect(origin.CustomOriginConfig).toMatchObject({ OriginProtocolPolicy: 'https-only', OriginSSLProtocols: ['TLSv1.2'] });
    expect(JSON.stringify(origin.DomainName)).toContain('.execute-api.');
  });

  it('keeps a log of who asked, for as long as other logs are kept', () => {
    const logs = platform.target((distributionOf(platform).Logging.Bucket as { 'Fn::GetAtt': string[] }) ?? {});

    expect(logs.Properties['LifecycleConfiguration'].Rules).toEqual([{ ExpirationInDays: 30, Status: 'Enabled' }]);
  });

  it('has a name of its own only with a certificate, and then takes TLS 1.2 and newer', () => {
    const named = synthesized(DOMAIN).platform;

    expect(distributionOf(platform).ViewerCertificate).toBeUndefined();
    expect(distributionOf(named)).toMatchObject({
      Aliases: ['muster.example.com'],
      ViewerCertificate: { AcmCertificateArn: CERTIFICATE, MinimumProtocolVersion: 'TLSv1.2_2021', SslSupportMethod: 'sni-only' },
    });
    expect(named.outputs['DashboardUrl']?.Value).toBe('https://muster.example.com/ui/');
    expect(JSON.stringify(platform.outputs['DashboardUrl']?.Value)).toContain('DomainName');
  });
});

describe('the buckets', () => {
  const buckets = platform.ofType('AWS::S3::Bucket').filter(({ id }) => id.startsWith('Web'));

  it('are private, encrypted and asked for by https only', () => {
    expect(buckets).toHaveLength(2);
    for (const bucket of buckets) {
      expect(Object.values(bucket.Properties['PublicAccessBlockConfiguration'])).toEqual([true, true, true, true]);
      expect(bucket.Properties['BucketEncryption']).toBeDefined();
      const policy = platform.ofType('AWS::S3::BucketPolicy').find(({ Properties }) => platform.target(Properties['Bucket']) === bucket)!;
      expect(policy.Properties['PolicyDocument'].Statement).toEqual(
        expect.arrayContaining([expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } })]),
      );
    }
  });

  it('are read by this distribution alone', () => {
    const statements = platform
      .ofType('AWS::S3::BucketPolicy')
      .filter(({ id }) => id.startsWith('Web'))
      .flatMap(({ Properties }) => Properties['PolicyDocument'].Statement as Statement[])
      .filter(({ Effect }) => Effect === 'Allow');

    expect(new Set(statements.flatMap(({ Action }) => list(Action)))).toEqual(new Set(['s3:GetObject', 's3:ListBucket']));
    for (const { Principal, Condition } of statements) {
      expect(Principal).toEqual({ Service: 'cloudfront.amazonaws.com' });
      expect(JSON.stringify(Condition)).toContain('AWS:SourceArn');
    }
  });

  it('get the files that hashes name first, to be kept for ever, and then the page that names them', () => {
    const [assets, others] = platform.ofType('Custom::CDKBucketDeployment');

    expect(assets?.Properties).toMatchObject({
      DestinationBucketKeyPrefix: 'ui',
      Exclude: ['*'],
      Include: ['assets/*'],
      Prune: false,
      SystemMetadata: { 'cache-control': 'public, max-age=31536000, immutable' },
    });
    expect(others?.Properties).toMatchObject({ Exclude: ['assets/*'], SystemMetadata: { 'cache-control': 'no-cache' } });
    const template = synthesizedText(OIDC);
    expect(template.Resources[others!.id]!.DependsOn).toEqual(expect.arrayContaining([assets!.id]));
  });
});

const synthesizedText = (context: Readonly<Record<string, unknown>>) =>
  app(context, outdir).synth().getStackByName('Muster').template as {
    readonly Resources: Readonly<Record<string, { readonly DependsOn?: readonly string[] }>>;
  };

describe('the headers of pages', () => {
  it('are those of the local platform, and HSTS', () => {
    const { SecurityHeadersConfig, CustomHeadersConfig } = headersOf(platform);

    expect(SecurityHeadersConfig).toMatchObject({
      ContentSecurityPolicy: { ContentSecurityPolicy: contentSecurityPolicy(['https://login.example.com:8443']), Override: true },
      ContentTypeOptions: { Override: true },
      FrameOptions: { FrameOption: 'DENY', Override: true },
      ReferrerPolicy: { ReferrerPolicy: 'no-referrer', Override: true },
      StrictTransportSecurity: { AccessControlMaxAgeSec: 63_072_000, IncludeSubdomains: true, Override: true },
    });
    expect(
      Object.fromEntries(CustomHeadersConfig.Items.map(({ Header, Value }: { Header: string; Value: string }) => [Header, Value])),
    ).toEqual(FURTHER_HEADERS);
  });

  it('allow connections to further origins of the context', () => {
    const further = synthesized({ ...OIDC, 'muster:web-connect': 'https://tokens.example.com, https://b.example.com' }).platform;

    expect(headersOf(further).SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy).toBe(
      contentSecurityPolicy(['https://login.example.com:8443', 'https://tokens.example.com', 'https://b.example.com']),
    );
  });

  it('let nothing run that is not a file of the dashboard', () => {
    const policy = contentSecurityPolicy(['https://login.example.com']);

    expect(policy).not.toMatch(/unsafe|\*|wss?:/);
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "font-src 'self'",
      "connect-src 'self' https://login.example.com",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ]);
  });
});

describe('users of the deployment', () => {
  const own = synthesized(COGNITO).platform;

  it('come back from the pool’s pages to the dashboard, and to the command line', () => {
    const { CallbackURLs, LogoutURLs } = own.one('AWS::Cognito::UserPoolClient').Properties;
    const distribution = own.one('AWS::CloudFront::Distribution').id;
    const at = (path: string) => ({ 'Fn::Join': ['', ['https://', { 'Fn::GetAtt': [distribution, 'DomainName'] }, path]] });

    expect(CallbackURLs).toEqual(['http://localhost:8976/callback', at('/ui/signed-in')]);
    expect(LogoutURLs).toEqual(['http://localhost:8976/callback', at('/ui/')]);
  });

  it('may get tokens from the pool and from its pages', () => {
    const parameters = {
      'AWS::Region': 'eu-west-1',
      'AWS::URLSuffix': 'amazonaws.com',
      [own.one('AWS::Cognito::UserPoolDomain').id]: 'muster-1234',
    };
    const { ContentSecurityPolicy } = headersOf(own).SecurityHeadersConfig.ContentSecurityPolicy;

    expect(resolved(ContentSecurityPolicy, parameters)).toBe(
      contentSecurityPolicy(['https://cognito-idp.eu-west-1.amazonaws.com', 'https://muster-1234.auth.eu-west-1.amazoncognito.com']),
    );
  });
});

describe('the function at the edge', () => {
  const [{ Properties }] = platform.ofType('AWS::CloudFront::Function') as [(typeof platform.all)[number]];
  interface Request {
    readonly uri: string;
    readonly querystring: object;
  }
  type Answer = Request | { readonly statusCode: number; readonly headers?: unknown };
  // The code defines the function and nothing else.
  const handler = new Script(`${Properties['FunctionCode']}; handler`).runInThisContext() as (event: { request: Request }) => Answer;
  const answer = (uri: string) => handler({ request: { uri, querystring: { a: { value: 'b' } } } });

  it('runs for every path', () => {
    const { DefaultCacheBehavior, CacheBehaviors } = distributionOf(platform);

    for (const { FunctionAssociations } of [DefaultCacheBehavior, ...CacheBehaviors])
      expect(FunctionAssociations).toMatchObject([{ EventType: 'viewer-request' }]);
    expect(Properties['FunctionConfig'].Runtime).toBe('cloudfront-js-2.0');
  });

  it.each(API_PATHS)('asks the API for %s as %s', (path, behind) => {
    expect(answer(path)).toEqual({ uri: behind, querystring: { a: { value: 'b' } } });
  });

  it.each(UI_PATHS)('finds for %s the file %s', (path, file) => {
    expect(answer(path)).toMatchObject({ uri: `/ui/${file}` });
  });

  it.each(OTHER_PATHS)('answers %s by itself', (path) => {
    expect(answer(path)).toMatchObject({ statusCode: 404 });
  });

  it.each(['/', '/ui'])('leads from %s to the dashboard', (path) => {
    expect(answer(path)).toMatchObject({ statusCode: 302, headers: { location: { value: '/ui/' } } });
  });
});

describe('the context', () => {
  const refusal = (context: Readonly<Record<string, unknown>>): string => {
    try {
      readSettings(context);
      return '';
    } catch (error) {
      return String(error);
    }
  };

  it.each([
    [{ 'muster:web': 'true' }, 'muster:web=true needs an issuer at which people sign in'],
    [{ ...OIDC, 'muster:oidc-client': undefined }, 'muster:web=true needs an issuer at which people sign in'],
    [{ ...DOMAIN, 'muster:web-certificate': undefined }, 'belong together, and there is only muster:web-domain'],
    [{ ...DOMAIN, 'muster:web-domain': undefined }, 'belong together, and there is only muster:web-certificate'],
    [{ ...DOMAIN, 'muster:web': 'false' }, 'no use for muster:web-domain, muster:web-certificate: add muster:web=true'],
    [{ 'muster:web-connect': 'https://a.example.com' }, 'Without the dashboard there is no use for muster:web-connect'],
    [{ ...OIDC, 'muster:web': 'yes' }, 'The context value muster:web is "yes"; it takes true, to deploy the dashboard, or false.'],
    [{ ...OIDC, 'muster:web-domain': 'https://muster.example.com/' }, 'such as muster.example.com.'],
    [{ ...DOMAIN, 'muster:web-certificate': CERTIFICATE.replace('us-east-1', 'eu-west-1') }, 'which CloudFront takes from us-east-1 only'],
    [{ ...OIDC, 'muster:web-connect': 'http://a.example.com' }, 'The context value muster:web-connect is'],
    [{ ...OIDC, 'muster:web-connect': "https://a.example.com; script-src 'unsafe-inline'" }, 'The context value muster:web-connect is'],
    [{ ...OIDC, 'muster:web-connect': 'https://*' }, 'The context value muster:web-connect is'],
  ])('%j is refused with a sentence', (context, sentence) => {
    expect(refusal(context)).toContain(sentence);
  });

  it('takes true as cdk.json has it', () => {
    expect(readSettings({ ...OIDC, 'muster:web': true }).web).toEqual({ domain: undefined, connect: [] });
  });
});

describe('the AwsSolutions checks', () => {
  it.each([OIDC, COGNITO, DOMAIN])('have no finding that is not acknowledged with %j', (context) => {
    const checked = app(context, outdir);
    addChecks(checked);
    checked.synth();

    const report: { readonly pluginReports: readonly unknown[] } = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8'));
    expect(report.pluginReports).toEqual([]);
  });
});
