/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::DataSync::Task": {"CloudWatchLogGroupArn":"t","CreationTime":"d","CurrentTaskExecutionArn":"t","DestinationLocationArn":"t","DestinationNetworkInterfaceArns":"[]t","ErrorCode":"t","ErrorDetail":"t","Excludes":"[]#FilterRule","Includes":"[]#FilterRule","ManifestConfig":"#ManifestConfig","Name":"t","Options":"#Options","Schedule":"#TaskSchedule","ScheduleDetails":"#TaskScheduleDetails","SourceLocationArn":"t","SourceNetworkInterfaceArns":"[]t","Status":"t","Tags":"[]#TagListEntry","TaskArn":"t","TaskMode":"t","TaskReportConfig":"#TaskReportConfig"}
}, "shapes": {
"FilterRule": {"FilterType":"t","Value":"t"},
"ManifestConfig": {"Action":"t","Format":"t","Source":"#SourceManifestConfig"},
"Options": {"Atime":"t","BytesPerSecond":"n","Gid":"t","LogLevel":"t","Mtime":"t","ObjectTags":"t","OverwriteMode":"t","PosixPermissions":"t","PreserveDeletedFiles":"t","PreserveDevices":"t","SecurityDescriptorCopyFlags":"t","TaskQueueing":"t","TransferMode":"t","Uid":"t","VerifyMode":"t"},
"ReportDestination": {"S3":"#ReportDestinationS3"},
"ReportDestinationS3": {"BucketAccessRoleArn":"t","S3BucketArn":"t","Subdirectory":"t"},
"ReportOverride": {"ReportLevel":"t"},
"ReportOverrides": {"Deleted":"#ReportOverride","Skipped":"#ReportOverride","Transferred":"#ReportOverride","Verified":"#ReportOverride"},
"S3ManifestConfig": {"BucketAccessRoleArn":"t","ManifestObjectPath":"t","ManifestObjectVersionId":"t","S3BucketArn":"t"},
"SourceManifestConfig": {"S3":"#S3ManifestConfig"},
"TagListEntry": {"Key":"t","Value":"t"},
"TaskReportConfig": {"Destination":"#ReportDestination","ObjectVersionIds":"t","OutputType":"t","Overrides":"#ReportOverrides","ReportLevel":"t"},
"TaskSchedule": {"ScheduleExpression":"t","Status":"t"},
"TaskScheduleDetails": {"DisabledBy":"t","DisabledReason":"t","StatusUpdateTime":"d"}
}}`) as ConfigFields;
