/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import type { LoadedService } from './types/loaded-service.ts';

/** By service id: loads the SDK client, commands and definitions of the service. */
export const SERVICE_LOADERS: Readonly<Record<string, () => Promise<{ readonly sdk: LoadedService }>>> = {
  'apigatewayv2': async () => await import('./services/apigatewayv2/sdk.generated.ts'),
  'cloudfront': async () => await import('./services/cloudfront/sdk.generated.ts'),
  'cloudtrail': async () => await import('./services/cloudtrail/sdk.generated.ts'),
  'cloudwatch': async () => await import('./services/cloudwatch/sdk.generated.ts'),
  'docdb': async () => await import('./services/docdb/sdk.generated.ts'),
  'dynamodb': async () => await import('./services/dynamodb/sdk.generated.ts'),
  'ec2': async () => await import('./services/ec2/sdk.generated.ts'),
  'ecs': async () => await import('./services/ecs/sdk.generated.ts'),
  'efs': async () => await import('./services/efs/sdk.generated.ts'),
  'eks': async () => await import('./services/eks/sdk.generated.ts'),
  'elasticache': async () => await import('./services/elasticache/sdk.generated.ts'),
  'elasticloadbalancingv2': async () => await import('./services/elasticloadbalancingv2/sdk.generated.ts'),
  'globalaccelerator': async () => await import('./services/globalaccelerator/sdk.generated.ts'),
  'guardduty': async () => await import('./services/guardduty/sdk.generated.ts'),
  'iam': async () => await import('./services/iam/sdk.generated.ts'),
  'kinesis': async () => await import('./services/kinesis/sdk.generated.ts'),
  'kms': async () => await import('./services/kms/sdk.generated.ts'),
  'lambda': async () => await import('./services/lambda/sdk.generated.ts'),
  'logs': async () => await import('./services/logs/sdk.generated.ts'),
  'neptune': async () => await import('./services/neptune/sdk.generated.ts'),
  'rds': async () => await import('./services/rds/sdk.generated.ts'),
  'route53': async () => await import('./services/route53/sdk.generated.ts'),
  's3': async () => await import('./services/s3/sdk.generated.ts'),
  'secretsmanager': async () => await import('./services/secretsmanager/sdk.generated.ts'),
  'securityhub': async () => await import('./services/securityhub/sdk.generated.ts'),
  'shield': async () => await import('./services/shield/sdk.generated.ts'),
  'sns': async () => await import('./services/sns/sdk.generated.ts'),
  'sqs': async () => await import('./services/sqs/sdk.generated.ts'),
};
