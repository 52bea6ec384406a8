/**
 * Clients of Muster's own tables, queues, buckets and functions. On AWS they use the function's role; on the local platform,
 * environment variables name their endpoints. Clients of target accounts are made in `clouds/aws/` and never share an endpoint
 * or a credential with these.
 */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { type Environment, optionalVariable, tableName } from './environment.ts';
import { namedCaller } from './named-caller.ts';
import { currentStore } from '../migrations/current-store.ts';
import { MIGRATION_IDS } from '../migrations/list.ts';
// oxlint-disable-next-line no-restricted-imports -- this module wires the real clients
import { systemClock } from '../real-seams.ts';
import { DynamoStore } from '../storage/dynamo-store.ts';
import type { Store } from '../storage/store.ts';

/** The local platform knows by the access key id which function calls, and allows it what its role in the template allows. */
const local = () => ({ region: 'us-east-1', credentials: { accessKeyId: localCaller(), secretAccessKey: 'local' } });

const localCaller = (): string => optionalVariable('AWS_LAMBDA_FUNCTION_NAME') ?? 'local';

type EndpointVariable = Extract<keyof Environment, `MUSTER_${string}_ENDPOINT`>;

/** The configuration of a client of Muster's own resources; `variable` names its local endpoint. */
export function configuration(variable: EndpointVariable): { endpoint: string; region: string } | { maxAttempts: number } {
  const endpoint = optionalVariable(variable);
  return endpoint ? { endpoint, ...local() } : { maxAttempts: 5 };
}

const documentClient = (client: DynamoDBClient): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });

/** The deployment's tables. Every call throws NewerData once a newer version of Muster has migrated them. */
export function createStore(): Store {
  const isLocal = optionalVariable('MUSTER_DYNAMODB_ENDPOINT') !== undefined;
  const configured = { ...configuration('MUSTER_DYNAMODB_ENDPOINT'), ...(isLocal && { signer: namedCaller(localCaller()) }) };
  const store = new DynamoStore({
    client: documentClient(new DynamoDBClient(configured)),
    onceClient: documentClient(new DynamoDBClient({ ...configured, maxAttempts: 1 })),
    clock: systemClock,
    tableName,
  });
  return currentStore(store, MIGRATION_IDS, systemClock);
}

export const createSqsClient = (): SQSClient => new SQSClient(configuration('MUSTER_SQS_ENDPOINT'));

export const createLambdaClient = (): LambdaClient => new LambdaClient(configuration('MUSTER_LAMBDA_ENDPOINT'));

/** A local endpoint has no host name for each bucket, so there the bucket is part of the path. */
export const createS3Client = (): S3Client =>
  new S3Client({ ...configuration('MUSTER_S3_ENDPOINT'), forcePathStyle: optionalVariable('MUSTER_S3_ENDPOINT') !== undefined });
