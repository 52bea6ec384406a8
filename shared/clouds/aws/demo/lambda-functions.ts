/** Functions of one region. */
import type { FunctionConfiguration, GetFunctionUrlConfigResponse, Runtime } from '@aws-sdk/client-lambda';
import type { Blueprint, Region } from './blueprint.ts';
import { daysBefore } from './calendar.ts';
import type { Network } from './ec2-network.ts';
import { FaultLog, type Fault } from './faults.ts';
import { roleArn } from './iam-names.ts';
import { functionArn, functionName } from './lambda-names.ts';
import { tagMap } from './tags.ts';

export interface DemoFunction {
  readonly configuration: FunctionConfiguration & { readonly FunctionName: string; readonly FunctionArn: string };
  readonly tags: Readonly<Record<string, string>>;
  /** JSON; null without a resource policy. */
  readonly policy: string | null;
  readonly url: GetFunctionUrlConfigResponse | null;
  readonly reservedConcurrency: number | undefined;
}

/** In order of their names, as Lambda lists them. */
export interface Functions {
  readonly byName: ReadonlyMap<string, DemoFunction>;
  readonly faults: readonly Fault[];
}

const RUNTIMES = ['nodejs22.x', 'nodejs24.x', 'python3.13', 'java21', 'provided.al2023'] as const satisfies readonly Runtime[];
/** No longer patched: https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html#runtimes-deprecated */
const DEPRECATED = ['nodejs16.x', 'python3.8', 'nodejs14.x', 'go1.x'] as const satisfies readonly Runtime[];

const HANDLERS: ReadonlyMap<string, string> = new Map([
  ['java', 'example.Handler::handleRequest'],
  ['prov', 'bootstrap'],
  ['go1.', 'bootstrap'],
  ['pyth', 'app.handler'],
]);

interface Plan {
  readonly role: string;
  readonly careless?: 'runtime' | 'policy';
  readonly isInVpc?: boolean;
  readonly invoker?: string;
  readonly age?: number;
}

export function buildFunctions(blueprint: Blueprint, network: Network): Functions {
  const faults = new FaultLog(blueprint);
  const functions = plansOf(blueprint, network.region)
    .map((plan) => functionOf(blueprint, network, plan, faults))
    .toSorted((one, other) => (one.configuration.FunctionName < other.configuration.FunctionName ? -1 : 1));
  return { byName: new Map(functions.map((each) => [each.configuration.FunctionName, each])), faults: faults.list };
}

function plansOf({ primary, secondary, draw, today, large }: Blueprint, region: Region): Plan[] {
  if (region === secondary) return draw.chance('function in second region', 0.3) ? [{ role: 'heartbeat' }] : [];
  if (region !== primary) return [];
  return [
    { role: 'process-upload', invoker: 's3.amazonaws.com', isInVpc: true },
    { role: 'webhook', careless: 'policy' },
    ...(today('remove report function', 0.3)
      ? []
      : [{ role: 'nightly-report', careless: 'runtime' as const, invoker: 'events.amazonaws.com' }]),
    ...(today('new function', 0.4) ? [{ role: 'audit-export', age: -0.45 }] : []),
    ...Array.from({ length: large ? 2 : 0 }, (_, index) => ({ role: `ingest-${index + 1}` })),
  ];
}

function functionOf(blueprint: Blueprint, network: Network, plan: Plan, faults: FaultLog): DemoFunction {
  const { draw, profile, today, day } = blueprint;
  const { region, workload } = network;
  const { role, careless, invoker } = plan;
  const name = functionName(blueprint, role);
  const arn = functionArn(blueprint, region, role);
  const faulty = { type: 'AWS::Lambda::Function', region, id: name };
  const isDeprecated = careless === 'runtime' && faults.has('function_runtime_deprecated', faulty, 0.45);
  const wasDeprecated = careless === 'runtime' && faults.isFixed('function_runtime_deprecated', faulty, 0.45);
  const isPublic = careless === 'policy' && faults.has('function_public_policy', faulty, 0.3);
  const runtime = isDeprecated ? draw.pick(`old runtime ${role}`, DEPRECATED) : draw.pick(`runtime ${role}`, RUNTIMES);
  // A new build: the code and all that Lambda derives from it are other ones.
  const isRebuilt = wasDeprecated || today(`new build of ${role}`, 0.2);
  const build = `${role} ${region} ${isRebuilt ? day : 1}`;
  const age = isRebuilt ? -0.7 : (plan.age ?? draw.integer(`age of function ${role}`, 3, 800));
  const statements = [
    ...(invoker === undefined ? [] : [invokeStatement(arn, { Service: invoker }, profile.id)]),
    ...(isPublic ? [invokeStatement(arn, '*')] : []),
  ];
  const isInVpc = plan.isInVpc === true && workload !== undefined;
  return {
    configuration: {
      Architectures: [draw.chance(`arm ${role}`, 0.5) && !isDeprecated ? 'arm64' : 'x86_64'],
      CodeSha256: Buffer.from(draw.hex(`code ${build}`, 64), 'hex').toString('base64'),
      CodeSize: draw.integer(`size of ${build}`, 400, 4_000_000),
      Description: '',
      Environment: { Variables: { STAGE: profile.environment, LOG_LEVEL: 'info' } },
      EphemeralStorage: { Size: 512 },
      FunctionArn: arn,
      FunctionName: name,
      Handler: HANDLERS.get(runtime.slice(0, 4)) ?? 'index.handler',
      // Lambda writes this time as text.
      LastModified: daysBefore(age).toISOString().replace('Z', '+0000'),
      LoggingConfig: { LogFormat: 'Text', LogGroup: `/aws/lambda/${name}` },
      MemorySize: draw.pick(`memory ${role}`, [128, 256, 512, 1024]),
      PackageType: 'Zip',
      RevisionId: draw.uuid(`revision ${build}`),
      Role: roleArn(blueprint, 'lambda'),
      Runtime: runtime,
      SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
      Timeout: draw.pick(`timeout ${role}`, [3, 10, 30, 60]),
      TracingConfig: { Mode: draw.chance(`traced ${role}`, 0.3) ? 'Active' : 'PassThrough' },
      Version: '$LATEST',
      ...(isInVpc
        ? {
            VpcConfig: {
              Ipv6AllowedForDualStack: false,
              SecurityGroupIds: [workload.app.id],
              SubnetIds: workload.privateSubnets.map(({ id }) => id),
              VpcId: workload.vpcId,
            },
          }
        : {}),
    },
    tags: tagMap(blueprint, `function ${region} ${role}`),
    policy: statements.length === 0 ? null : JSON.stringify({ Version: '2012-10-17', Id: 'default', Statement: statements }),
    url: role === 'webhook' && (isPublic || draw.chance('webhook url', 0.4)) ? urlOf(blueprint, arn, region, age) : null,
    reservedConcurrency: draw.chance(`reserved ${role}`, 0.2) ? 10 : undefined,
  };
}

const invokeStatement = (arn: string, principal: unknown, sourceAccount?: string): object => ({
  Sid: sourceAccount === undefined ? 'public' : 'service',
  Effect: 'Allow',
  Principal: principal,
  Action: 'lambda:InvokeFunction',
  Resource: arn,
  ...(sourceAccount === undefined ? {} : { Condition: { StringEquals: { 'AWS:SourceAccount': sourceAccount } } }),
});

function urlOf({ draw }: Blueprint, arn: string, region: Region, age: number): GetFunctionUrlConfigResponse {
  const created = daysBefore(Math.max(age, 1)).toISOString();
  return {
    AuthType: 'AWS_IAM',
    CreationTime: created,
    FunctionArn: arn,
    FunctionUrl: `https://${draw.base32(`url ${arn}`, 32).toLowerCase()}.lambda-url.${region}.on.aws/`,
    InvokeMode: 'BUFFERED',
    LastModifiedTime: created,
  };
}
