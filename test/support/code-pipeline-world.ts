/** A pipeline of CodePipeline, and how its manager reaches services that play AWS's. */
import type { AccountId } from '../../shared/ids.ts';
import { managedTags, type ManagerContext } from '../../shared/managed/manager.ts';
import type { ManagedId } from '../../shared/managed/model.ts';
import { systemClock, systemRandom } from '../../shared/real-seams.ts';

export const NAME = 'shop-delivery';
// Both are only names here, which nothing parses.
const MANAGED_ID = 'mgd_abcdefghijklmnopqrstuv' as ManagedId;
const ACCOUNT = 'aws:123456789012' as AccountId;
const CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test' };

export const codePipelineConfig = {
  kind: 'codepipeline',
  repository: 'acme/shop',
  connection_arn: 'arn:aws:codeconnections:eu-west-1:123456789012:connection/11111111-2222-4333-8444-555555555555',
  pipeline_role_arn: 'arn:aws:iam::123456789012:role/muster/pipeline',
  build_role_arn: 'arn:aws:iam::123456789012:role/muster/build',
  artifact_bucket: 'shop-artifacts',
  stages: [
    { name: 'build', commands: ['npm ci', 'npm run build'] },
    { name: 'test', commands: ['npm test'] },
  ],
  environment: {
    DATABASE_ENDPOINT: 'shop.example.com',
    DATABASE_PASSWORD: { secret: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:rds!db-1-a1B2c3#password' },
    LICENCE: { secret: 'arn:aws:ssm:eu-west-1:123456789012:parameter/muster/licence' },
  },
} as const;

/** The settings of a client of AWS. */
interface ClientSettings {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: typeof CREDENTIALS;
  readonly maxAttempts: number;
}

export function codeContext(
  endpoint: string,
  {
    token,
    id,
    name = NAME,
    region = 'eu-west-1',
  }: { readonly token: string; readonly id?: string | undefined; readonly name?: string; readonly region?: string },
): ManagerContext {
  return {
    managed_id: MANAGED_ID,
    name,
    account_id: ACCOUNT,
    region,
    tags: managedTags('test', MANAGED_ID, token),
    provider_resource_id: id,
    aws: (clientClass) => {
      const settings: ClientSettings = { endpoint, region, credentials: CREDENTIALS, maxAttempts: 1 };
      // The interface says nothing of the settings that the classes of the SDK take.
      return Promise.resolve(new clientClass(settings as never));
    },
    secret: () => Promise.reject(new Error('CodeBuild reads the secrets, not Muster.')),
    fetch: () => Promise.reject(new Error('This pipeline is made by calls of AWS.')),
    clock: systemClock,
    random: systemRandom,
  };
}
