/** Secrets Manager's secrets and their versions. */
import type {
  CreateSecretRequest,
  DeleteSecretRequest,
  PutSecretValueRequest,
  Tag,
  UpdateSecretVersionStageRequest,
} from '@aws-sdk/client-secrets-manager';
import { refusal, type Service } from './fake-aws.ts';

const CURRENT = 'AWSCURRENT';

interface Version {
  readonly text: string;
  stages: readonly string[];
}

interface Secret {
  readonly name: string;
  readonly arn: string;
  readonly tags: readonly Tag[];
  readonly versions: Map<string, Version>;
}

export class FakeSecretsManager {
  readonly secrets = new Map<string, Secret>();
  /** Every text that was ever stored. */
  readonly texts: string[] = [];

  readonly service: Service = {
    CreateSecret: (input) => {
      const { Name = '', Tags = [] } = input as unknown as CreateSecretRequest;
      if (this.secrets.has(Name))
        throw refusal('ResourceExistsException', `The operation failed because the secret ${Name} already exists.`);
      const arn = `arn:aws:secretsmanager:eu-west-1:123456789012:secret:${Name}-AbCdEf`;
      this.secrets.set(Name, { name: Name, arn, tags: Tags, versions: new Map() });
      return { ARN: arn, Name };
    },
    DescribeSecret: ({ SecretId }) => {
      const { name, arn, tags, versions } = this.#present(SecretId);
      const stages = [...versions].map(([id, version]) => [id, version.stages] as const).filter(([, each]) => each.length > 0);
      return { ARN: arn, Name: name, Tags: tags, VersionIdsToStages: Object.fromEntries(stages) };
    },
    PutSecretValue: (input) => {
      const {
        SecretId,
        SecretString = '',
        ClientRequestToken: id = '',
        VersionStages = [CURRENT],
      } = input as unknown as PutSecretValueRequest;
      const { versions, arn } = this.#present(SecretId);
      if (id.length < 32 || id.length > 64) throw refusal('ValidationException', 'ClientRequestToken has 32 to 64 characters.');
      const before = versions.get(id);
      if (before && before.text !== SecretString) throw refusal('ResourceExistsException', 'You cannot modify an existing version.');
      const stages = versions.size === 0 ? [CURRENT, ...VersionStages] : VersionStages;
      for (const version of versions.values()) version.stages = version.stages.filter((stage) => !stages.includes(stage));
      versions.set(id, { text: SecretString, stages });
      this.texts.push(SecretString);
      return { ARN: arn, VersionId: id, VersionStages: stages };
    },
    UpdateSecretVersionStage: (input) => {
      const { SecretId, VersionStage = '', MoveToVersionId, RemoveFromVersionId } = input as unknown as UpdateSecretVersionStageRequest;
      const { versions, arn } = this.#present(SecretId);
      const holder = [...versions].find(([, { stages }]) => stages.includes(VersionStage));
      if (holder && holder[0] !== RemoveFromVersionId)
        throw refusal('InvalidParameterException', `The staging label ${VersionStage} is attached to another version.`);
      const target = versions.get(MoveToVersionId ?? '');
      if (!target) throw refusal('ResourceNotFoundException', 'There is no such version.');
      if (holder) holder[1].stages = holder[1].stages.filter((stage) => stage !== VersionStage);
      target.stages = [...target.stages, VersionStage];
      return { ARN: arn };
    },
    DeleteSecret: (input) => {
      const { SecretId, ForceDeleteWithoutRecovery } = input as unknown as DeleteSecretRequest;
      const { name, arn } = this.#present(SecretId);
      if (!ForceDeleteWithoutRecovery) throw refusal('InvalidRequestException', 'The fake deletes at once only.');
      this.secrets.delete(name);
      return { ARN: arn };
    },
  };

  /** What a reader of the secret gets. */
  current(name: string): string | undefined {
    return [...(this.secrets.get(name)?.versions.values() ?? [])].find(({ stages }) => stages.includes(CURRENT))?.text;
  }

  #present(id: unknown): Secret {
    const secret = [...this.secrets.values()].find(({ name, arn }) => id === name || id === arn);
    if (!secret) throw refusal('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
    return secret;
  }
}
