/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::CodeArtifact::Domain": {"Policy":"*","Tags":"[]#Tag","arn":"t","assetSizeBytes":"n","createdTime":"d","encryptionKey":"t","name":"t","owner":"t","repositoryCount":"n","s3BucketArn":"t","status":"t"},
"AWS::CodeArtifact::Repository": {"Policy":"*","Tags":"[]#Tag","administratorAccount":"t","arn":"t","createdTime":"d","description":"t","domainName":"t","domainOwner":"t","externalConnections":"[]#RepositoryExternalConnectionInfo","name":"t","upstreams":"[]#UpstreamRepositoryInfo"}
}, "shapes": {
"RepositoryExternalConnectionInfo": {"externalConnectionName":"t","packageFormat":"t","status":"t"},
"Tag": {"Key":"t","Value":"t"},
"UpstreamRepositoryInfo": {"repositoryName":"t"}
}}`) as ConfigFields;
