/** A function as all of Muster's are: its own role, which may write its log and its traces; its own log group. */
import { type Duration, RemovalPolicy, type Size, Validations } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  type Code,
  Function as LambdaFunction,
  LoggingFormat,
  type RecursiveLoop,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { FunctionArchitecture } from '../duckdb-binding.ts';
import { metricsNamespace } from './own-metrics.ts';

export interface MusterFunctionProps {
  readonly description: string;
  readonly code: Code;
  /** `arm64` unless named: it costs a fifth less. */
  readonly architecture?: FunctionArchitecture;
  readonly timeout: Duration;
  /** MB; 1,769 buy one whole vCPU. */
  readonly memorySize: number;
  readonly environment: Readonly<Record<string, string>>;
  /** Size of /tmp; 512 MB if absent. */
  readonly ephemeralStorageSize?: Size;
  readonly logRetention: RetentionDays;
  /** Only where someone outside the stack must know it. */
  readonly roleName?: string;
  readonly recursiveLoop?: RecursiveLoop;
  /** Takes the events of asynchronous calls that failed for good. */
  readonly deadLetterQueue?: IQueue;
}

export class MusterFunction extends LambdaFunction {
  declare readonly role: Role;

  constructor(
    scope: Construct,
    id: string,
    { logRetention, roleName, environment, architecture = 'arm64', ...props }: MusterFunctionProps,
  ) {
    const logGroup = new LogGroup(scope, `${id}Log`, { retention: logRetention, removalPolicy: RemovalPolicy.DESTROY });
    const role = new Role(scope, `${id}Role`, {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      ...(roleName !== undefined && { roleName }),
    });
    logGroup.grantWrite(role);
    super(scope, id, {
      ...props,
      environment: { ...environment, METRICS_NAMESPACE: metricsNamespace(scope) },
      runtime: Runtime.NODEJS_24_X,
      architecture: architecture === 'arm64' ? Architecture.ARM_64 : Architecture.X86_64,
      handler: 'index.handler',
      role,
      logGroup,
      // The functions write one JSON object a line to stdout themselves. `Text` passes such a line on untouched, so that
      // `$.message` in a metric filter is theirs and so are embedded metrics; `JSON` would set levels and times of its own.
      loggingFormat: LoggingFormat.TEXT,
      // Lambda traces each invocation; the workers add the stages of their tasks: docs/adr/0021-what-operators-see.md.
      tracing: Tracing.ACTIVE,
    });
    Validations.of(role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'X-Ray has no resources to name: the two actions that write traces take no other resource than all.',
    });
  }
}
