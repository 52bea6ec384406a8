/**
 * Schemas of the resolved properties that the local platform acts on. They are strict where an unknown key would change the
 * behaviour.
 */
import { z } from 'zod';

/** CloudFormation also takes numbers and booleans as strings. */
const integer = z.coerce.number().int();
const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]);

const keySchema = z.array(z.strictObject({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));

export const table = z.object({
  KeySchema: keySchema,
  AttributeDefinitions: z.array(z.strictObject({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) })),
  GlobalSecondaryIndexes: z
    .array(
      z
        .object({
          IndexName: z.string(),
          KeySchema: keySchema,
          Projection: z.strictObject({
            ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
            NonKeyAttributes: z.array(z.string()).optional(),
          }),
        })
        .transform(({ IndexName, KeySchema, Projection: { ProjectionType, NonKeyAttributes } }) => ({
          IndexName,
          KeySchema,
          Projection: { ProjectionType, ...(NonKeyAttributes ? { NonKeyAttributes } : {}) },
        })),
    )
    .optional(),
  TimeToLiveSpecification: z.object({ AttributeName: z.string(), Enabled: flag }).optional(),
});

export const queue = z.object({
  VisibilityTimeout: integer.optional(),
  MessageRetentionPeriod: integer.optional(),
  DelaySeconds: integer.optional(),
  MaximumMessageSize: integer.optional(),
  ReceiveMessageWaitTimeSeconds: integer.optional(),
  RedrivePolicy: z.strictObject({ deadLetterTargetArn: z.string(), maxReceiveCount: integer }).optional(),
});

export const topic = z.object({});

/** Any JSON: https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html */
const filterPolicy = z.record(z.string(), z.unknown());

export const subscription = z.object({
  TopicArn: z.string(),
  Protocol: z.string(),
  Endpoint: z.string(),
  RawMessageDelivery: flag.default(false),
  FilterPolicy: filterPolicy.optional(),
  FilterPolicyScope: z.enum(['MessageAttributes', 'MessageBody']).optional(),
});

export const bucket = z.object({});

export const lambdaFunction = z.object({
  Code: z.object({ S3Key: z.string() }),
  Handler: z.string(),
  Runtime: z.string().startsWith('nodejs', 'only Node.js runs locally'),
  Role: z.string().optional(),
  Environment: z.object({ Variables: z.record(z.string(), z.coerce.string()).optional() }).optional(),
  Timeout: integer.default(3),
  MemorySize: integer.default(128),
  ReservedConcurrentExecutions: integer.optional(),
  DeadLetterConfig: z
    .strictObject({ TargetArn: z.string().startsWith('arn:aws:sqs:', 'only a queue takes dead letters locally') })
    .optional(),
});

const texts = z.union([z.string().transform((text) => [text]), z.array(z.string())]);

/** The policies of roles. The resources are resolved, so that roles have their names. */
export const rolePolicy = z.object({
  Roles: z.array(z.string()).default([]),
  PolicyDocument: z.object({
    Statement: z.array(z.object({ Effect: z.literal('Allow', 'only Allow is understood locally'), Action: texts, Resource: texts })),
  }),
});

export const eventSource = z.object({
  FunctionName: z.string(),
  EventSourceArn: z.string().startsWith('arn:aws:sqs:', 'only queues are event sources locally'),
  // Batches of more than ten messages need a batching window, which the local platform does not have.
  BatchSize: integer.min(1).max(10).default(10),
  Enabled: flag.default(true),
  FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).default([]),
  ScalingConfig: z.strictObject({ MaximumConcurrency: integer.min(2).max(1000) }).optional(),
});

export const eventInvokeConfig = z.object({
  FunctionName: z.string(),
  MaximumRetryAttempts: integer.min(0).max(2).default(2),
  MaximumEventAgeInSeconds: integer.default(21_600),
});

export const api = z.object({ ProtocolType: z.literal('HTTP') });

export const stage = z.object({
  StageName: z.literal('$default'),
  DefaultRouteSettings: z.object({ ThrottlingRateLimit: z.coerce.number(), ThrottlingBurstLimit: integer }).partial().optional(),
});

export const integration = z.object({
  IntegrationType: z.literal('AWS_PROXY'),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal('2.0'),
  TimeoutInMillis: integer.default(30_000),
});

export const route = z.object({
  RouteKey: z.string(),
  Target: z.string(),
  AuthorizationType: z.enum(['NONE', 'AWS_IAM', 'JWT']).default('NONE'),
  AuthorizerId: z.string().optional(),
});

export const authorizer = z.object({
  AuthorizerType: z.literal('JWT'),
  IdentitySource: z.tuple([z.literal('$request.header.Authorization')]),
  JwtConfiguration: z.strictObject({ Issuer: z.string(), Audience: z.array(z.string()) }),
});

export const schedule = z.object({
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.string().default('UTC'),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  FlexibleTimeWindow: z.object({ Mode: z.enum(['OFF', 'FLEXIBLE']) }),
  Target: z.object({ Arn: z.string(), Input: z.string().optional() }),
});
