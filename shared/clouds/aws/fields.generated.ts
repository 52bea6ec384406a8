/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../config-fields.ts';

export const FIELD_LOADERS: Readonly<Record<string, () => Promise<{ readonly FIELDS: ConfigFields }>>> = {
  'apigatewayv2': async () => await import('./services/apigatewayv2/fields.generated.ts'),
  'cloudfront': async () => await import('./services/cloudfront/fields.generated.ts'),
  'cloudtrail': async () => await import('./services/cloudtrail/fields.generated.ts'),
  'cloudwatch': async () => await import('./services/cloudwatch/fields.generated.ts'),
  'docdb': async () => await import('./services/docdb/fields.generated.ts'),
  'dynamodb': async () => await import('./services/dynamodb/fields.generated.ts'),
  'ec2': async () => await import('./services/ec2/fields.generated.ts'),
  'ecs': async () => await import('./services/ecs/fields.generated.ts'),
  'efs': async () => await import('./services/efs/fields.generated.ts'),
  'eks': async () => await import('./services/eks/fields.generated.ts'),
  'elasticache': async () => await import('./services/elasticache/fields.generated.ts'),
  'elasticloadbalancingv2': async () => await import('./services/elasticloadbalancingv2/fields.generated.ts'),
  'globalaccelerator': async () => await import('./services/globalaccelerator/fields.generated.ts'),
  'guardduty': async () => await import('./services/guardduty/fields.generated.ts'),
  'iam': async () => await import('./services/iam/fields.generated.ts'),
  'kinesis': async () => await import('./services/kinesis/fields.generated.ts'),
  'kms': async () => await import('./services/kms/fields.generated.ts'),
  'lambda': async () => await import('./services/lambda/fields.generated.ts'),
  'logs': async () => await import('./services/logs/fields.generated.ts'),
  'neptune': async () => await import('./services/neptune/fields.generated.ts'),
  'rds': async () => await import('./services/rds/fields.generated.ts'),
  'route53': async () => await import('./services/route53/fields.generated.ts'),
  's3': async () => await import('./services/s3/fields.generated.ts'),
  'secretsmanager': async () => await import('./services/secretsmanager/fields.generated.ts'),
  'securityhub': async () => await import('./services/securityhub/fields.generated.ts'),
  'shield': async () => await import('./services/shield/fields.generated.ts'),
  'sns': async () => await import('./services/sns/fields.generated.ts'),
  'sqs': async () => await import('./services/sqs/fields.generated.ts'),
};
