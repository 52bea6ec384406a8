/** The dashboard: its files in a private bucket behind CloudFront, and the API below `/api` at the same origin (docs/adr/0061). */
import { fileURLToPath } from 'node:url';
import { Aws, Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AccessLevel,
  AllowedMethods,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  OriginRequestPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { BlockPublicAccess, Bucket, BucketEncryption, type BucketProps, type IBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { API, SIGNED_IN, UI } from '../../shared/web/addresses.ts';
import { contentSecurityPolicy, FURTHER_HEADERS } from '../../shared/web/security-headers.ts';
import type { Settings } from '../context.ts';
import { WebFiles } from './web-files.ts';

export interface WebProps {
  readonly api: HttpApi;
  /** Folder of the built files. */
  readonly files: string;
  /** From where the pages get their tokens. */
  readonly origins: readonly string[];
  readonly domain: NonNullable<Settings['web']>['domain'];
  readonly logRetention: RetentionDays;
}

const TWO_YEARS = Duration.days(730);

export class Web extends Construct {
  /** `https://muster.example.com/ui/` */
  readonly url: string;
  /** Where the issuer sends browsers back to. */
  readonly signedIn: string;

  constructor(scope: Construct, id: string, { api, files, origins, domain, logRetention }: WebProps) {
    super(scope, id);
    const bucket = this.#bucket('Files');
    const logs = this.#bucket('AccessLog', {
      // CloudFront writes its log by an access control list.
      objectOwnership: ObjectOwnership.OBJECT_WRITER,
      lifecycleRules: [{ expiration: Duration.days(logRetention) }],
    });
    const requests = {
      eventType: FunctionEventType.VIEWER_REQUEST,
      function: new EdgeFunction(this, 'Requests', {
        comment: 'Muster: paths of the dashboard',
        code: FunctionCode.fromFile({ filePath: fileURLToPath(new URL('web-requests.js', import.meta.url)) }),
        runtime: FunctionRuntime.JS_2_0,
      }),
    };
    const pages = {
      // With the right to list, a file that is missing is answered with 404 and not with 403.
      origin: S3BucketOrigin.withOriginAccessControl(bucket, { originAccessLevels: [AccessLevel.READ, AccessLevel.LIST] }),
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
      compress: true,
      functionAssociations: [requests],
      responseHeadersPolicy: this.#headers(origins),
    };
    const distribution = new Distribution(this, 'Distribution', {
      comment: 'Muster: the dashboard',
      defaultBehavior: pages,
      additionalBehaviors: {
        [`${API}/*`]: {
          origin: new HttpOrigin(`${api.apiId}.execute-api.${Aws.REGION}.${Aws.URL_SUFFIX}`),
          viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
          allowedMethods: AllowedMethods.ALLOW_ALL,
          // Answers depend on who asks, so nothing of the API is kept; every header gets there but the name of the host, by which API Gateway finds the API.
          cachePolicy: CachePolicy.CACHING_DISABLED,
          originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
          functionAssociations: [requests],
          responseHeadersPolicy: ResponseHeadersPolicy.SECURITY_HEADERS,
        },
      },
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_100,
      logBucket: logs,
      ...(domain && {
        domainNames: [domain.name],
        certificate: Certificate.fromCertificateArn(this, 'Certificate', domain.certificate),
        minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      }),
    });
    this.#acknowledge(distribution, domain !== undefined);
    new WebFiles(this, 'Upload', {
      bucket,
      files,
      logGroup: new LogGroup(this, 'UploadLog', { retention: logRetention, removalPolicy: RemovalPolicy.DESTROY }),
    });

    const origin = `https://${domain?.name ?? distribution.distributionDomainName}`;
    this.url = `${origin}${UI}/`;
    this.signedIn = `${origin}${SIGNED_IN}`;
  }

  #bucket(id: string, props: BucketProps = {}): IBucket {
    const bucket = new Bucket(this, id, {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.RETAIN,
      ...props,
    });
    Validations.of(bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'Only CloudFront reads the files of the dashboard, which are the same for everybody, and its log says who asked for them.',
    });
    // The CDK declares `isWebsite` with and without undefined, which exactOptionalPropertyTypes tells apart.
    return bucket as IBucket;
  }

  #headers(origins: readonly string[]): ResponseHeadersPolicy {
    return new ResponseHeadersPolicy(this, 'Headers', {
      comment: 'Muster: what browsers refuse on the pages of the dashboard',
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy: contentSecurityPolicy(origins), override: true },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
        strictTransportSecurity: { accessControlMaxAge: TWO_YEARS, includeSubdomains: true, override: true },
      },
      customHeadersBehavior: {
        customHeaders: Object.entries(FURTHER_HEADERS).map(([header, value]) => ({ header, value, override: true })),
      },
    });
  }

  #acknowledge(distribution: Distribution, hasDomain: boolean): void {
    const reasons = {
      CFR1: 'Who may use the dashboard is decided by tokens, not by the country that a request comes from.',
      CFR2: 'CloudFront serves files that hold nothing of the estate, and passes the rest to the API, which asks for a token and is throttled. A firewall has a monthly price while nobody asks.',
      ...(!hasDomain && {
        CFR4: 'CloudFront has one security policy for its own names, which browsers of today do not fall back from. With muster:web-domain only TLS 1.2 and newer are taken.',
      }),
    };
    for (const [rule, reason] of Object.entries(reasons)) Validations.of(distribution).acknowledge({ id: `AwsSolutions-${rule}`, reason });
  }
}
