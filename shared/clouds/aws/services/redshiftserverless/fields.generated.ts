/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::RedshiftServerless::Namespace": {"Tags":"[]#Tag","adminPasswordSecretArn":"t","adminPasswordSecretKmsKeyId":"t","adminUsername":"t","catalogArn":"t","creationDate":"d","dbName":"t","defaultIamRoleArn":"t","iamRoles":"[]t","kmsKeyId":"t","lakehouseRegistrationStatus":"t","logExports":"[]t","namespaceArn":"t","namespaceId":"t","namespaceName":"t","s3TablePublishStatus":"#S3TablePublishStatus","status":"t"},
"AWS::RedshiftServerless::Workgroup": {"Tags":"[]#Tag","baseCapacity":"n","configParameters":"[]#ConfigParameter","creationDate":"d","crossAccountVpcs":"[]t","customDomainCertificateArn":"t","customDomainCertificateExpiryTime":"d","customDomainName":"t","endpoint":"#Endpoint","enhancedVpcRouting":"b","extraComputeForAutomaticOptimization":"b","ipAddressType":"t","maxCapacity":"n","namespaceName":"t","patchVersion":"t","pendingTrackName":"t","port":"n","pricePerformanceTarget":"#PerformanceTarget","publiclyAccessible":"b","securityGroupIds":"[]t","status":"t","subnetIds":"[]t","trackName":"t","workgroupArn":"t","workgroupId":"t","workgroupName":"t","workgroupVersion":"t"}
}, "shapes": {
"ConfigParameter": {"parameterKey":"t","parameterValue":"t"},
"Endpoint": {"address":"t","port":"n","vpcEndpoints":"[]#VpcEndpoint"},
"NetworkInterface": {"availabilityZone":"t","ipv6Address":"t","networkInterfaceId":"t","privateIpAddress":"t","subnetId":"t"},
"PerformanceTarget": {"level":"n","status":"t"},
"S3TablePublishStatus": {"enabledAll":"b","lastIngestionTimes":"{}t","s3TableGranularity":"t","s3TableNamespace":"t","s3Tables":"[]t"},
"Tag": {"key":"t","value":"t"},
"VpcEndpoint": {"networkInterfaces":"[]#NetworkInterface","vpcEndpointId":"t","vpcId":"t"}
}}`) as ConfigFields;
