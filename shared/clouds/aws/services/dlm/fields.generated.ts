/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::DLM::LifecyclePolicy": {"DateCreated":"d","DateModified":"d","DefaultPolicy":"b","Description":"t","ExecutionRoleArn":"t","PolicyArn":"t","PolicyDetails":"#PolicyDetails","PolicyId":"t","PolicyType":"t","State":"t","StatusMessage":"t","Tags":"{}t"}
}, "shapes": {
"Action": {"CrossRegionCopy":"[]#CrossRegionCopyAction","Name":"t"},
"ArchiveRetainRule": {"RetentionArchiveTier":"#RetentionArchiveTier"},
"ArchiveRule": {"RetainRule":"#ArchiveRetainRule"},
"CreateRule": {"CronExpression":"t","Interval":"n","IntervalUnit":"t","Location":"t","Scripts":"[]#Script","Times":"[]t"},
"CrossRegionCopyAction": {"EncryptionConfiguration":"#EncryptionConfiguration","RetainRule":"#CrossRegionCopyRetainRule","Target":"t"},
"CrossRegionCopyDeprecateRule": {"Interval":"n","IntervalUnit":"t"},
"CrossRegionCopyRetainRule": {"Interval":"n","IntervalUnit":"t"},
"CrossRegionCopyRule": {"CmkArn":"t","CopyTags":"b","DeprecateRule":"#CrossRegionCopyDeprecateRule","Encrypted":"b","RetainRule":"#CrossRegionCopyRetainRule","Target":"t","TargetRegion":"t"},
"CrossRegionCopyTarget": {"TargetRegion":"t"},
"DeprecateRule": {"Count":"n","Interval":"n","IntervalUnit":"t"},
"EncryptionConfiguration": {"CmkArn":"t","Encrypted":"b"},
"EventParameters": {"DescriptionRegex":"t","EventType":"t","SnapshotOwner":"[]t"},
"EventSource": {"Parameters":"#EventParameters","Type":"t"},
"Exclusions": {"ExcludeBootVolumes":"b","ExcludeTags":"[]#Tag","ExcludeVolumeTypes":"[]t"},
"FastRestoreRule": {"AvailabilityZoneIds":"[]t","AvailabilityZones":"[]t","Count":"n","Interval":"n","IntervalUnit":"t"},
"Parameters": {"ExcludeBootVolume":"b","ExcludeDataVolumeTags":"[]#Tag","NoReboot":"b"},
"PolicyDetails": {"Actions":"[]#Action","CopyTags":"b","CreateInterval":"n","CrossRegionCopyTargets":"[]#CrossRegionCopyTarget","EventSource":"#EventSource","Exclusions":"#Exclusions","ExtendDeletion":"b","Parameters":"#Parameters","PolicyLanguage":"t","PolicyType":"t","ResourceLocations":"[]t","ResourceType":"t","ResourceTypes":"[]t","RetainInterval":"n","Schedules":"[]#Schedule","TargetTags":"[]#Tag"},
"RetainRule": {"Count":"n","Interval":"n","IntervalUnit":"t"},
"RetentionArchiveTier": {"Count":"n","Interval":"n","IntervalUnit":"t"},
"Schedule": {"ArchiveRule":"#ArchiveRule","CopyTags":"b","CreateRule":"#CreateRule","CrossRegionCopyRules":"[]#CrossRegionCopyRule","DeprecateRule":"#DeprecateRule","FastRestoreRule":"#FastRestoreRule","Name":"t","RetainRule":"#RetainRule","ShareRules":"[]#ShareRule","TagsToAdd":"[]#Tag","VariableTags":"[]#Tag"},
"Script": {"ExecuteOperationOnScriptFailure":"b","ExecutionHandler":"t","ExecutionHandlerService":"t","ExecutionTimeout":"n","MaximumRetryCount":"n","Stages":"[]t"},
"ShareRule": {"TargetAccounts":"[]t","UnshareInterval":"n","UnshareIntervalUnit":"t"},
"Tag": {"Key":"t","Value":"t"}
}}`) as ConfigFields;
