/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::EMR::BlockPublicAccessConfiguration": {"BlockPublicSecurityGroupRules":"b","PermittedPublicSecurityGroupRuleRanges":"[]#PortRange"},
"AWS::EMR::Cluster": {"Applications":"[]#AWS::EMR::Cluster.Applications[]","AutoScalingRole":"t","AutoTerminate":"b","ClusterArn":"t","Configurations":"[]#AWS::EMR::Cluster.Configurations[]","CustomAmiId":"t","EbsRootVolumeIops":"n","EbsRootVolumeSize":"n","EbsRootVolumeThroughput":"n","Ec2InstanceAttributes":"#Ec2InstanceAttributes","ExtendedSupport":"b","Id":"t","InstanceCollectionType":"t","KerberosAttributes":"#AWS::EMR::Cluster.KerberosAttributes","LogEncryptionKmsKeyId":"t","LogUri":"t","MasterFleetInstances":"[]#Instance","MasterInstances":"[]#Instance","MasterPublicDnsName":"t","MonitoringConfiguration":"#MonitoringConfiguration","Name":"t","NormalizedInstanceHours":"n","OSReleaseLabel":"t","OutpostArn":"t","PlacementGroups":"[]#PlacementGroupConfig","ReleaseLabel":"t","RepoUpgradeOnBoot":"t","RequestedAmiVersion":"t","RunningAmiVersion":"t","ScaleDownBehavior":"t","SecurityConfiguration":"t","ServiceRole":"t","SessionEnabled":"b","Status":"#ClusterStatus","StepConcurrencyLevel":"n","Tags":"[]#Tag","TerminationProtected":"b","UnhealthyNodeReplacement":"b","VisibleToAllUsers":"b"},
"AWS::EMR::SecurityConfiguration": {"CreationDateTime":"d","Name":"t","SecurityConfiguration":"*"},
"AWS::EMR::Studio": {"AuthMode":"t","CreationTime":"d","DefaultS3Location":"t","Description":"t","EncryptionKeyArn":"t","EngineSecurityGroupId":"t","IdcInstanceArn":"t","IdcUserAssignment":"t","IdpAuthUrl":"t","IdpRelayStateParameterName":"t","Name":"t","ServiceRole":"t","StudioArn":"t","StudioId":"t","SubnetIds":"[]t","Tags":"[]#Tag","TrustedIdentityPropagationEnabled":"b","Url":"t","UserRole":"t","VpcId":"t","WorkspaceSecurityGroupId":"t"}
}, "shapes": {
"AWS::EMR::Cluster.Applications[]": {"AdditionalInfo":"{}t","Name":"t","Version":"t"},
"AWS::EMR::Cluster.Configurations[]": {"Classification":"t","Properties":"{}t"},
"AWS::EMR::Cluster.KerberosAttributes": {"ADDomainJoinUser":"t","Realm":"t"},
"CloudWatchLogConfiguration": {"Enabled":"b","EncryptionKeyArn":"t","LogGroupName":"t","LogStreamNamePrefix":"t","LogTypes":"{}[]t"},
"ClusterStateChangeReason": {"Code":"t","Message":"t"},
"ClusterStatus": {"ErrorDetails":"[]#ErrorDetail","State":"t","StateChangeReason":"#ClusterStateChangeReason","Timeline":"#ClusterTimeline"},
"ClusterTimeline": {"CreationDateTime":"d","EndDateTime":"d","ReadyDateTime":"d"},
"EbsVolume": {"Device":"t","VolumeId":"t"},
"Ec2InstanceAttributes": {"AdditionalMasterSecurityGroups":"[]t","AdditionalSlaveSecurityGroups":"[]t","Ec2AvailabilityZone":"t","Ec2KeyName":"t","Ec2SubnetId":"t","EmrManagedMasterSecurityGroup":"t","EmrManagedSlaveSecurityGroup":"t","IamInstanceProfile":"t","RequestedEc2AvailabilityZones":"[]t","RequestedEc2SubnetIds":"[]t","ServiceAccessSecurityGroup":"t"},
"ErrorDetail": {"ErrorCode":"t","ErrorData":"[]{}t","ErrorMessage":"t"},
"Instance": {"EbsVolumes":"[]#EbsVolume","Ec2InstanceId":"t","Id":"t","InstanceFleetId":"t","InstanceGroupId":"t","InstanceType":"t","Market":"t","PrivateDnsName":"t","PrivateIpAddress":"t","PublicDnsName":"t","PublicIpAddress":"t","Status":"#InstanceStatus"},
"InstanceStateChangeReason": {"Code":"t","Message":"t"},
"InstanceStatus": {"State":"t","StateChangeReason":"#InstanceStateChangeReason","Timeline":"#InstanceTimeline"},
"InstanceTimeline": {"CreationDateTime":"d","EndDateTime":"d","ReadyDateTime":"d"},
"MonitoringConfiguration": {"CloudWatchLogConfiguration":"#CloudWatchLogConfiguration","S3LoggingConfiguration":"#S3LoggingConfiguration"},
"PlacementGroupConfig": {"InstanceRole":"t","PlacementStrategy":"t"},
"PortRange": {"MaxRange":"n","MinRange":"n"},
"S3LoggingConfiguration": {"LogTypeUploadPolicy":"{}t"},
"Tag": {"Key":"t","Value":"t"}
}}`) as ConfigFields;
