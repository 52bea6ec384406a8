/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../config-fields.ts';

export const FIELD_LOADERS: Readonly<Record<string, () => Promise<{ readonly FIELDS: ConfigFields }>>> = {
  'ec2': async () => await import('./services/ec2/fields.generated.ts'),
  'iam': async () => await import('./services/iam/fields.generated.ts'),
  'lambda': async () => await import('./services/lambda/fields.generated.ts'),
  'rds': async () => await import('./services/rds/fields.generated.ts'),
  's3': async () => await import('./services/s3/fields.generated.ts'),
};
