/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::MSK::Cluster": {"ActiveOperationArn":"t","ClusterArn":"t","ClusterName":"t","ClusterType":"t","CreationTime":"d","CurrentVersion":"t","Provisioned":"#Provisioned","Serverless":"#Serverless","State":"t","StateInfo":"#StateInfo","Tags":"{}t"}
}, "shapes": {
"AuthorizerLogs": {"CloudWatchLogs":"#CloudWatchLogs","Firehose":"#Firehose","S3":"#S3"},
"BrokerLogs": {"CloudWatchLogs":"#CloudWatchLogs","Firehose":"#Firehose","S3":"#S3"},
"BrokerNodeGroupInfo": {"BrokerAZDistribution":"t","ClientSubnets":"[]t","ConnectivityInfo":"#ConnectivityInfo","InstanceType":"t","SecurityGroups":"[]t","StorageInfo":"#StorageInfo","ZoneIds":"[]t"},
"BrokerSoftwareInfo": {"ConfigurationArn":"t","ConfigurationRevision":"n","KafkaVersion":"t"},
"ClientAuthentication": {"Sasl":"#Sasl","Tls":"#Tls","Unauthenticated":"#Unauthenticated"},
"CloudWatchLogs": {"Enabled":"b","LogGroup":"t"},
"ConnectivityInfo": {"NetworkType":"t","PublicAccess":"#PublicAccess","VpcConnectivity":"#VpcConnectivity"},
"EBSStorageInfo": {"ProvisionedThroughput":"#ProvisionedThroughput","VolumeSize":"n"},
"EncryptionAtRest": {"DataVolumeKMSKeyId":"t"},
"EncryptionInTransit": {"ClientBroker":"t","InCluster":"b"},
"EncryptionInfo": {"EncryptionAtRest":"#EncryptionAtRest","EncryptionInTransit":"#EncryptionInTransit"},
"Firehose": {"DeliveryStream":"t","Enabled":"b"},
"Iam": {"Enabled":"b"},
"JmxExporterInfo": {"EnabledInBroker":"b"},
"LoggingInfo": {"AuthorizerLogs":"#AuthorizerLogs","BrokerLogs":"#BrokerLogs"},
"NodeExporterInfo": {"EnabledInBroker":"b"},
"OpenMonitoringInfo": {"Prometheus":"#PrometheusInfo"},
"PrometheusInfo": {"JmxExporter":"#JmxExporterInfo","NodeExporter":"#NodeExporterInfo"},
"Provisioned": {"BrokerNodeGroupInfo":"#BrokerNodeGroupInfo","ClientAuthentication":"#ClientAuthentication","CurrentBrokerSoftwareInfo":"#BrokerSoftwareInfo","CustomerActionStatus":"t","EncryptionInfo":"#EncryptionInfo","EnhancedMonitoring":"t","LoggingInfo":"#LoggingInfo","NumberOfBrokerNodes":"n","OpenMonitoring":"#OpenMonitoringInfo","Rebalancing":"#Rebalancing","StorageMode":"t","ZookeeperConnectString":"t","ZookeeperConnectStringTls":"t"},
"ProvisionedThroughput": {"Enabled":"b","VolumeThroughput":"n"},
"PublicAccess": {"Type":"t"},
"Rebalancing": {"Status":"t"},
"S3": {"Bucket":"t","Enabled":"b","Prefix":"t"},
"Sasl": {"Iam":"#Iam","Scram":"#Scram"},
"Scram": {"Enabled":"b"},
"Serverless": {"ClientAuthentication":"#ServerlessClientAuthentication","ConnectivityInfo":"#ServerlessConnectivityInfo","VpcConfigs":"[]#VpcConfig"},
"ServerlessClientAuthentication": {"Sasl":"#ServerlessSasl"},
"ServerlessConnectivityInfo": {"NetworkType":"t"},
"ServerlessSasl": {"Iam":"#Iam"},
"StateInfo": {"Code":"t","Message":"t"},
"StorageInfo": {"EbsStorageInfo":"#EBSStorageInfo"},
"Tls": {"CertificateAuthorityArnList":"[]t","Enabled":"b"},
"Unauthenticated": {"Enabled":"b"},
"VpcConfig": {"SecurityGroupIds":"[]t","SubnetIds":"[]t"},
"VpcConnectivity": {"ClientAuthentication":"#VpcConnectivityClientAuthentication"},
"VpcConnectivityClientAuthentication": {"Sasl":"#VpcConnectivitySasl","Tls":"#VpcConnectivityTls"},
"VpcConnectivityIam": {"Enabled":"b"},
"VpcConnectivitySasl": {"Iam":"#VpcConnectivityIam","Scram":"#VpcConnectivityScram"},
"VpcConnectivityScram": {"Enabled":"b"},
"VpcConnectivityTls": {"Enabled":"b"}
}}`) as ConfigFields;
