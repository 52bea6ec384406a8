/** The HTTP API: every path goes to one function. Callers sign their requests with IAM, or show a token below `/app`. */
import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi as Api, HttpMethod, HttpNoneAuthorizer, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer, HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { APP, LOGIN_METADATA } from '../../shared/access/door.ts';
import { REFERENCE_PATHS } from '../../shared/api/reference-page.ts';

export interface HttpApiProps {
  readonly handler: IFunction;
  readonly logRetention: RetentionDays;
  /** Whose tokens are taken below `/app`; none are if it is absent. */
  readonly tokens?: { readonly issuer: string; readonly audiences: readonly string[] } | undefined;
}

const ACCESS_LOG = {
  request_id: '$context.requestId',
  time: '$context.requestTime',
  source_ip: '$context.identity.sourceIp',
  caller: '$context.identity.userArn',
  subject: '$context.authorizer.claims.sub',
  method: '$context.httpMethod',
  path: '$context.path',
  status: '$context.status',
  latency_ms: '$context.responseLatency',
  error: '$context.error.message',
  integration_error: '$context.integrationErrorMessage',
};

const PUBLIC_REFERENCE = 'The reference describes the API as its source does, and holds no data of the deployment.';

export class HttpApi extends Construct {
  /** URL that every path of the API begins with. */
  readonly url: string;
  readonly api: Api;

  constructor(scope: Construct, id: string, { handler, logRetention, tokens }: HttpApiProps) {
    super(scope, id);
    const api = new Api(this, 'Api', {
      description: 'Muster: jobs, accounts, resources',
      createDefaultStage: false,
      defaultAuthorizer: new HttpIamAuthorizer(),
    });
    const integration = new HttpLambdaIntegration('Handler', handler);
    const open = (path: string, reason: string): void => {
      for (const route of api.addRoutes({ path, methods: [HttpMethod.GET], integration, authorizer: new HttpNoneAuthorizer() }))
        Validations.of(route).acknowledge({ id: 'AwsSolutions-APIG4', reason });
    };
    api.addRoutes({ path: '/{proxy+}', methods: [HttpMethod.ANY], integration });
    for (const path of REFERENCE_PATHS) open(path, PUBLIC_REFERENCE);
    if (tokens) {
      const authorizer = new HttpJwtAuthorizer('Tokens', tokens.issuer, { jwtAudience: [...tokens.audiences] });
      api.addRoutes({ path: `${APP}/{proxy+}`, methods: [HttpMethod.ANY], integration, authorizer });
      for (const path of REFERENCE_PATHS) open(`${APP}${path}`, PUBLIC_REFERENCE);
      open(
        LOGIN_METADATA,
        'Whoever wants to log in has no token yet, and asks here where to get one: the answer names the issuer and nothing secret.',
      );
    }

    const accessLog = new LogGroup(this, 'AccessLog', { retention: logRetention, removalPolicy: RemovalPolicy.DESTROY });
    const stage = api.addStage('Stage', {
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: 100, burstLimit: 200 },
      accessLogSettings: {
        destination: new LogGroupLogDestination(accessLog),
        format: AccessLogFormat.custom(JSON.stringify(ACCESS_LOG)),
      },
    });
    this.url = stage.url;
    this.api = api;
  }
}
