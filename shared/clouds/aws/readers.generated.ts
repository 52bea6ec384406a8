/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import type { LoadedService } from './types/loaded-service.ts';

/** Each loads the SDK client, commands and definitions of one service. */
export const SERVICE_LOADERS: Readonly<Record<string, () => Promise<{ readonly sdk: LoadedService }>>> = {
  'ec2': async () => await import('./services/ec2/sdk.generated.ts'),
  'iam': async () => await import('./services/iam/sdk.generated.ts'),
  'lambda': async () => await import('./services/lambda/sdk.generated.ts'),
  'rds': async () => await import('./services/rds/sdk.generated.ts'),
  's3': async () => await import('./services/s3/sdk.generated.ts'),
};
