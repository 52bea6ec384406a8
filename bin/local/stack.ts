/** Reads a synthesized template into a model of the stack that the local platform runs. */
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { createResolver, type Resolver, type Template, type TemplateResource } from './intrinsics.ts';
import type { GrantModel } from './grants.ts';
import { inertAttribute, INERT_TYPES, LOCAL_TYPES, type PhysicalName } from './resource-types.ts';
import * as shapes from './stack-shapes.ts';
import type {
  ApiModel,
  BucketModel,
  EventSourceModel,
  FunctionModel,
  QueueModel,
  ScheduleModel,
  StackModel,
  SubscriptionModel,
  TableModel,
  ThrottleModel,
  TopicModel,
} from './stack-model.ts';
import { messageOf, UserError } from './user-error.ts';

/** The only account that fauxqs knows; it belongs to nobody. */
export const LOCAL_ACCOUNT = '000000000000';
export const LOCAL_REGION = 'us-east-1';

/** Base URLs that `Ref` of a queue and the API's endpoint are built from. */
export interface LocalAddresses {
  /** The end of the stack's id, which on AWS is a UUID. It stays the same for as long as the data are kept. */
  readonly id: string;
  readonly sqs: string;
  readonly api: string;
}

/**
 * @param templateFile `<assembly>/<stack>.template.json`, with `<stack>.assets.json` beside it
 * @throws UserError naming the first resource, property or intrinsic function that has no local counterpart
 */
export async function readStack(templateFile: string, addresses: LocalAddresses): Promise<StackModel> {
  const assembly = dirname(templateFile);
  const template = await readJson<Template>(templateFile);
  const manifest = await readJson<AssetManifest>(templateFile.replace(/\.template\.json$/, '.assets.json'));
  return new StackReader(template, assetPaths(manifest, assembly), addresses).read();
}

async function readJson<T>(file: string): Promise<T> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as T;
  } catch (error) {
    throw new UserError(`${file} cannot be read: ${messageOf(error)}. Synthesize the stack first.`, { cause: error });
  }
}

interface AssetManifest {
  readonly files?: Readonly<
    Record<
      string,
      { readonly source: { readonly path?: string }; readonly destinations: Readonly<Record<string, { readonly objectKey: string }>> }
    >
  >;
}

/** Maps the key under which an asset would be uploaded, which the template names, to the asset's path on disk. */
function assetPaths(manifest: AssetManifest, assembly: string): ReadonlyMap<string, string> {
  const paths = new Map<string, string>();
  for (const { source, destinations } of Object.values(manifest.files ?? {})) {
    for (const { objectKey } of Object.values(destinations)) if (source.path) paths.set(objectKey, join(assembly, source.path));
  }
  return paths;
}

class StackReader {
  readonly #template: Template;
  readonly #assets: ReadonlyMap<string, string>;
  readonly #addresses: LocalAddresses;
  readonly #resolver: Resolver;
  readonly #names = new Map<string, string>();

  constructor(template: Template, assets: ReadonlyMap<string, string>, addresses: LocalAddresses) {
    this.#template = template;
    this.#assets = assets;
    this.#addresses = addresses;
    this.#resolver = createResolver(template, {
      pseudo: {
        'AWS::AccountId': LOCAL_ACCOUNT,
        'AWS::Region': LOCAL_REGION,
        'AWS::Partition': 'aws',
        'AWS::URLSuffix': 'amazonaws.com',
        'AWS::StackName': 'Muster',
        'AWS::StackId': `arn:aws:cloudformation:${LOCAL_REGION}:${LOCAL_ACCOUNT}:stack/Muster/${addresses.id}`,
      },
      ref: (logicalId) => this.#reference(logicalId),
      attribute: (logicalId, name) => this.#attribute(logicalId, name),
    });
  }

  read(): StackModel {
    for (const [logicalId, resource] of this.#present()) this.#refuseUnknown(logicalId, resource);
    const functions = this.#each(['AWS::Lambda::Function'], shapes.lambdaFunction, (id, properties) => this.#function(id, properties));
    return {
      tables: this.#each(['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'], shapes.table, (id, properties) =>
        this.#table(id, properties),
      ),
      queues: this.#each(['AWS::SQS::Queue'], shapes.queue, (id, properties) => this.#queue(id, properties)),
      topics: this.#each(['AWS::SNS::Topic'], shapes.topic, (id): TopicModel => ({ name: this.#nameOf(id), arn: this.#reference(id) })),
      subscriptions: this.#each(['AWS::SNS::Subscription'], shapes.subscription, subscriptionOf).filter((each) => each !== undefined),
      buckets: this.#each(['AWS::S3::Bucket'], shapes.bucket, (id): BucketModel => ({ name: this.#nameOf(id) })),
      functions,
      eventSources: this.#each(['AWS::Lambda::EventSourceMapping'], shapes.eventSource, (id, properties) =>
        this.#eventSource(id, properties),
      ),
      schedules: this.#each(['AWS::Scheduler::Schedule'], shapes.schedule, (id, properties) => this.#schedule(id, properties)),
      api: this.#api(),
    };
  }

  #present(): [string, TemplateResource][] {
    return Object.entries(this.#template.Resources).filter(
      ([logicalId, { Condition }]) => !Condition || this.#resolver.condition(Condition, `Resources.${logicalId}.Condition`),
    );
  }

  #refuseUnknown(logicalId: string, { Type, Properties = {} }: TemplateResource): void {
    if (INERT_TYPES.has(Type)) return;
    const known = LOCAL_TYPES[Type];
    if (!known) throw new UserError(`Resources.${logicalId}: the local platform does not understand ${Type}.`);
    const unknown = Object.keys(Properties).find((property) => !known.used.includes(property) && !known.ignored.includes(property));
    if (unknown) throw new UserError(`Resources.${logicalId}: the local platform does not understand ${unknown} of ${Type}.`);
  }

  #each<S extends z.ZodType, M>(types: readonly string[], shape: S, model: (logicalId: string, properties: z.infer<S>) => M): M[] {
    return this.#present()
      .filter(([, { Type }]) => types.includes(Type))
      .map(([logicalId, resource]) => model(logicalId, this.#properties(logicalId, resource, shape)));
  }

  #properties<S extends z.ZodType>(logicalId: string, { Type, Properties = {} }: TemplateResource, shape: S): z.infer<S> {
    const where = `Resources.${logicalId}.Properties`;
    const used = Object.entries(Properties).filter(([property]) => LOCAL_TYPES[Type]?.used.includes(property));
    const parsed = shape.safeParse(this.#resolver.resolve(Object.fromEntries(used), where));
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
    const place = [where, ...(issue?.path ?? []), ...(unknown ? [unknown] : [])].join('.');
    throw new UserError(`${place}: the local platform does not understand this (${issue?.message ?? 'invalid'}).`);
  }

  #table(
    logicalId: string,
    { KeySchema, AttributeDefinitions, GlobalSecondaryIndexes, TimeToLiveSpecification }: z.infer<typeof shapes.table>,
  ): TableModel {
    return {
      definition: {
        TableName: this.#nameOf(logicalId),
        KeySchema,
        AttributeDefinitions,
        BillingMode: 'PAY_PER_REQUEST',
        ...(GlobalSecondaryIndexes ? { GlobalSecondaryIndexes } : {}),
      },
      ...(TimeToLiveSpecification?.Enabled === true ? { ttl: TimeToLiveSpecification.AttributeName } : {}),
    };
  }

  #queue(logicalId: string, { RedrivePolicy, ...attributes }: z.infer<typeof shapes.queue>): QueueModel {
    const name = this.#nameOf(logicalId);
    const values = Object.entries(attributes).map(([attribute, value]) => [attribute, String(value)] as const);
    return {
      name,
      url: this.#reference(logicalId),
      attributes: { ...Object.fromEntries(values), ...(RedrivePolicy ? { RedrivePolicy: JSON.stringify(RedrivePolicy) } : {}) },
    };
  }

  #function(logicalId: string, properties: z.infer<typeof shapes.lambdaFunction>): FunctionModel {
    const directory = this.#assets.get(properties.Code.S3Key);
    if (!directory)
      throw new UserError(`Resources.${logicalId}.Properties.Code: the asset ${properties.Code.S3Key} is not in the assembly.`);
    const name = this.#nameOf(logicalId);
    const invoke = this.#each(['AWS::Lambda::EventInvokeConfig'], shapes.eventInvokeConfig, (_, config) => config).find(
      (config) => functionName(config.FunctionName) === name,
    );
    const deadLetters = properties.DeadLetterConfig?.TargetArn;
    return {
      name,
      arn: this.#attribute(logicalId, 'Arn'),
      directory,
      handler: properties.Handler,
      environment: properties.Environment?.Variables ?? {},
      timeoutSeconds: properties.Timeout,
      memoryMb: properties.MemorySize,
      grants: this.#grantsOf(properties.Role === undefined ? undefined : lastPart(properties.Role)),
      async: {
        retries: invoke?.MaximumRetryAttempts ?? 2,
        maxAgeSeconds: invoke?.MaximumEventAgeInSeconds ?? 21_600,
        ...(deadLetters === undefined ? {} : { deadLetterQueue: lastPart(deadLetters) }),
      },
      ...(properties.ReservedConcurrentExecutions === undefined ? {} : { reservedConcurrency: properties.ReservedConcurrentExecutions }),
    };
  }

  #grantsOf(role: string | undefined): readonly GrantModel[] {
    return this.#each(['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'], shapes.rolePolicy, (_, policy) => policy)
      .filter(({ Roles }) => role !== undefined && Roles.includes(role))
      .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
      .map(({ Action: actions, Resource: resources }) => ({ actions, resources }));
  }

  #eventSource(logicalId: string, properties: z.infer<typeof shapes.eventSource>): EventSourceModel {
    return {
      function: this.#knownFunction(properties.FunctionName, `Resources.${logicalId}.Properties.FunctionName`),
      queueArn: properties.EventSourceArn,
      queueName: lastPart(properties.EventSourceArn),
      batchSize: properties.BatchSize,
      partialBatches: properties.FunctionResponseTypes.includes('ReportBatchItemFailures'),
      enabled: properties.Enabled,
      ...(properties.ScalingConfig ? { maximumConcurrency: properties.ScalingConfig.MaximumConcurrency } : {}),
    };
  }

  #schedule(logicalId: string, properties: z.infer<typeof shapes.schedule>): ScheduleModel {
    return {
      name: this.#nameOf(logicalId),
      expression: properties.ScheduleExpression,
      timezone: properties.ScheduleExpressionTimezone,
      enabled: properties.State === 'ENABLED',
      function: this.#knownFunction(properties.Target.Arn, `Resources.${logicalId}.Properties.Target.Arn`),
      ...(properties.Target.Input === undefined ? {} : { input: properties.Target.Input }),
    };
  }

  #api(): ApiModel | undefined {
    const apis = this.#each(['AWS::ApiGatewayV2::Api'], shapes.api, (logicalId) => logicalId);
    const [logicalId, second] = apis;
    if (logicalId === undefined) return undefined;
    if (second !== undefined) throw new UserError(`Resources.${second}: the local platform serves one HTTP API.`);
    const [throttle] = this.#each(['AWS::ApiGatewayV2::Stage'], shapes.stage, (_, stage) => throttleOf(stage));
    const integrations = new Map(
      this.#each(['AWS::ApiGatewayV2::Integration'], shapes.integration, (id, properties) => [
        `integrations/${this.#nameOf(id)}`,
        {
          function: this.#knownFunction(properties.IntegrationUri, `Resources.${id}.Properties.IntegrationUri`),
          timeoutMs: properties.TimeoutInMillis,
        },
      ]),
    );
    const authorizers = new Map(
      this.#each(['AWS::ApiGatewayV2::Authorizer'], shapes.authorizer, (id, { JwtConfiguration: { Issuer, Audience } }) => [
        this.#nameOf(id),
        { kind: 'jwt', issuer: Issuer, audiences: Audience } as const,
      ]),
    );
    const routes = this.#each(
      ['AWS::ApiGatewayV2::Route'],
      shapes.route,
      (id, { RouteKey, Target, AuthorizationType, AuthorizerId = '' }) => {
        const integration = integrations.get(Target);
        if (!integration) throw new UserError(`Resources.${id}.Properties.Target: ${Target} is not an integration of the template.`);
        const authorizer = { NONE: { kind: 'none' }, AWS_IAM: { kind: 'iam' }, JWT: authorizers.get(AuthorizerId) } as const;
        const own = authorizer[AuthorizationType];
        if (!own) throw new UserError(`Resources.${id}.Properties.AuthorizerId: ${AuthorizerId} is not an authorizer of the template.`);
        return { key: RouteKey, ...integration, authorizer: own };
      },
    );
    return { id: this.#nameOf(logicalId), routes, ...(throttle ? { throttle } : {}) };
  }

  #knownFunction(reference: string, where: string): string {
    const name = functionName(reference);
    const known = this.#present().some(([id, { Type }]) => Type === 'AWS::Lambda::Function' && this.#nameOf(id) === name);
    if (!known) throw new UserError(`${where}: ${reference} is not a function of the template.`);
    return name;
  }

  #reference(logicalId: string): string {
    return LOCAL_TYPES[this.#typeOf(logicalId)]?.ref(this.#physical(logicalId)) ?? this.#nameOf(logicalId);
  }

  #attribute(logicalId: string, attribute: string): string {
    const type = this.#typeOf(logicalId);
    if (INERT_TYPES.has(type)) return inertAttribute(type, attribute, this.#physical(logicalId));
    const answer = LOCAL_TYPES[type]?.attributes[attribute];
    if (!answer) throw new UserError(`Fn::GetAtt ${logicalId}.${attribute}: the local platform does not know this attribute of ${type}.`);
    return answer(this.#physical(logicalId));
  }

  #typeOf(logicalId: string): string {
    return this.#template.Resources[logicalId]?.Type ?? '';
  }

  #physical(logicalId: string): PhysicalName {
    return {
      name: this.#nameOf(logicalId),
      region: LOCAL_REGION,
      account: LOCAL_ACCOUNT,
      sqs: this.#addresses.sqs,
      api: this.#addresses.api,
    };
  }

  /** The name that the template gives the resource, or its logical id without the hash that the CDK appends. */
  #nameOf(logicalId: string): string {
    const known = this.#names.get(logicalId);
    if (known !== undefined) return known;
    const property = LOCAL_TYPES[this.#typeOf(logicalId)]?.name;
    const given = property === undefined ? undefined : this.#template.Resources[logicalId]?.Properties?.[property];
    const resolved = this.#resolver.resolve(given, `Resources.${logicalId}.Properties.${property}`);
    let name = typeof resolved === 'string' ? resolved : shortId(logicalId, this.#template);
    if (this.#typeOf(logicalId) === 'AWS::S3::Bucket') name = name.toLowerCase();
    this.#names.set(logicalId, name);
    return name;
  }
}

/** The logical id without the CDK's hash, unless another resource of the type would have the same short id. */
function shortId(logicalId: string, template: Template): string {
  const shorten = (id: string): string => id.replace(/[0-9A-F]{8}$/, '');
  const twins = Object.keys(template.Resources).filter(
    (other) => shorten(other) === shorten(logicalId) && template.Resources[other]?.Type === template.Resources[logicalId]?.Type,
  );
  return twins.length > 1 || shorten(logicalId) === '' ? logicalId : shorten(logicalId);
}

/** A limit that the template does not set is AWS's limit for all APIs of an account: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
function throttleOf({ DefaultRouteSettings: settings }: z.infer<typeof shapes.stage>): ThrottleModel {
  return { ratePerSecond: settings?.ThrottlingRateLimit ?? 10_000, burst: settings?.ThrottlingBurstLimit ?? 5_000 };
}

/** Undefined for a subscriber that is not a queue, such as an e-mail address: it is told nothing on one machine. */
function subscriptionOf(_: string, subscription: z.infer<typeof shapes.subscription>): SubscriptionModel | undefined {
  const { Protocol, TopicArn, Endpoint, RawMessageDelivery, FilterPolicy, FilterPolicyScope } = subscription;
  if (Protocol !== 'sqs') return undefined;
  return {
    topicArn: TopicArn,
    queueArn: Endpoint,
    attributes: {
      RawMessageDelivery: String(RawMessageDelivery),
      FilterPolicyScope: FilterPolicyScope ?? 'MessageAttributes',
      FilterPolicy: FilterPolicy ? JSON.stringify(FilterPolicy) : '',
    },
  };
}

const lastPart = (arn: string): string => arn.slice(arn.lastIndexOf(':') + 1);

/** The function's name from a name, an ARN (with or without a qualifier), or the URI of an API Gateway integration. */
export function functionName(reference: string): string {
  const afterFunction = /:function:([^:/]+)/.exec(reference)?.[1];
  return afterFunction ?? (reference.split(':')[0] as string);
}
