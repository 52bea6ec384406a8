/** One Lambda function of Muster, with a log group and a role of its own, which may write that log and its traces. */
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
  /** `arm64` if absent, which costs a fifth less. */
  readonly architecture?: FunctionArchitecture;
  readonly timeout: Duration;
  /** Memory in MB. A function with 1,769 MB gets one whole vCPU. */
  readonly memorySize: number;
  readonly environment: Readonly<Record<string, string>>;
  /** Size of /tmp; 512 MB if absent. */
  readonly ephemeralStorageSize?: Size;
  readonly logRetention: RetentionDays;
  /** Given only if someone outside the stack must know the role's name. */
  readonly roleName?: string;
  readonly recursiveLoop?: RecursiveLoop;
  /** Takes the events of asynchronous invocations that failed on every attempt. */
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
      // The functions write one JSON object per line to stdout. `Text` passes such a line on as it is, so that metric filters
      // find `$.message` and CloudWatch finds embedded metrics; `JSON` would add levels and times of its own.
      loggingFormat: LoggingFormat.TEXT,
      // Lambda traces each invocation; the workers add the stages of their tasks: docs/adr/0021-what-operators-see.md.
      tracing: Tracing.ACTIVE,
    });
    Validations.of(role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'X-Ray has no resources that a policy could name: the two actions that write traces only take *.',
    });
  }
}
