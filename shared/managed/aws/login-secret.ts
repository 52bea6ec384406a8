/**
 * The secret in Secrets Manager that holds the login of a database which Muster has made by SQL. Muster writes passwords into it and never reads one back: a
 * version of the secret is known by its id alone.
 */
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { ManagerContext } from '../manager.ts';
import { nameTaken, notYet } from '../refusals.ts';
import { call, hasCode, unlessMissing } from './call.ts';
import { bearsToken, tagList } from './tags.ts';

const MISSING = ['ResourceNotFoundException'];
const CURRENT = 'AWSCURRENT';
const PENDING = 'AWSPENDING';

export interface LoginSecret {
  readonly arn: string;
  /** The stages of each version that has one. */
  readonly stages: Readonly<Record<string, readonly string[]>>;
}

/** No connection's secret has a name that begins so. */
export const SECRET_PREFIX = 'muster-managed/';

export const secretName = ({ managed_id, name }: ManagerContext): string => `${SECRET_PREFIX}${name}-${managed_id}`;

const secretsClient = async (context: ManagerContext): Promise<SecretsManagerClient> =>
  await context.aws<SecretsManagerClient>((await import('@aws-sdk/client-secrets-manager')).SecretsManagerClient);

/** Undefined if there is none, or if it is being deleted. @throws CloudError if somebody else has made it */
export async function findSecret(context: ManagerContext, token: string): Promise<LoginSecret | undefined> {
  const { DescribeSecretCommand } = await import('@aws-sdk/client-secrets-manager');
  const client = await secretsClient(context);
  const command = new DescribeSecretCommand({ SecretId: secretName(context) });
  const found = await unlessMissing(
    MISSING,
    call(context, 'secretsmanager:DescribeSecret', async () => await client.send(command)),
  );
  if (!found || found.DeletedDate) return undefined;
  if (!bearsToken(found.Tags, context, token)) throw nameTaken('The secret', secretName(context));
  return { arn: found.ARN ?? '', stages: found.VersionIdsToStages ?? {} };
}

export const isCurrent = ({ stages }: LoginSecret, version: string): boolean => stages[version]?.includes(CURRENT) ?? false;

/** Makes the secret, with nothing in it yet. */
export async function createSecret(context: ManagerContext): Promise<LoginSecret> {
  const { CreateSecretCommand } = await import('@aws-sdk/client-secrets-manager');
  const client = await secretsClient(context);
  const Description = `The login of the database ${context.name}, which Muster manages.`;
  const command = new CreateSecretCommand({ Name: secretName(context), Description, Tags: tagList(context.tags) });
  try {
    const { ARN = '' } = await call(context, 'secretsmanager:CreateSecret', async () => await client.send(command));
    return { arn: ARN, stages: {} };
  } catch (error) {
    if (!hasCode(error, ['ResourceExistsException', 'InvalidRequestException'])) throw error;
    throw notYet('SecretBusy', `The secret ${secretName(context)} is being made or deleted.`);
  }
}

/** Stores a login as a version that nobody reads until it is promoted. @param version 32 to 64 characters, never used before */
export async function storePending(
  context: ManagerContext,
  { arn }: LoginSecret,
  version: string,
  login: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { PutSecretValueCommand } = await import('@aws-sdk/client-secrets-manager');
  const client = await secretsClient(context);
  const command = new PutSecretValueCommand({
    SecretId: arn,
    ClientRequestToken: version,
    SecretString: JSON.stringify(login),
    VersionStages: [PENDING],
  });
  await call(context, 'secretsmanager:PutSecretValue', async () => await client.send(command));
}

/** Makes the version the one that readers of the secret get. */
export async function promote(context: ManagerContext, { arn, stages }: LoginSecret, version: string): Promise<void> {
  const { UpdateSecretVersionStageCommand } = await import('@aws-sdk/client-secrets-manager');
  const client = await secretsClient(context);
  const before = Object.keys(stages).find((each) => stages[each]?.includes(CURRENT));
  const command = new UpdateSecretVersionStageCommand({
    SecretId: arn,
    VersionStage: CURRENT,
    MoveToVersionId: version,
    ...(before !== undefined && { RemoveFromVersionId: before }),
  });
  await call(context, 'secretsmanager:UpdateSecretVersionStage', async () => await client.send(command));
}

/** Deletes the secret at once: the password in it opens nothing any more. */
export async function deleteSecret(context: ManagerContext): Promise<void> {
  const { DeleteSecretCommand } = await import('@aws-sdk/client-secrets-manager');
  const client = await secretsClient(context);
  const command = new DeleteSecretCommand({ SecretId: secretName(context), ForceDeleteWithoutRecovery: true });
  await unlessMissing(
    MISSING,
    call(context, 'secretsmanager:DeleteSecret', async () => await client.send(command)),
  );
}
