/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { SSMClient, DescribeDocumentPermissionCommand, DescribeInstanceInformationCommand, DescribeMaintenanceWindowsCommand, DescribeParametersCommand, DescribePatchBaselinesCommand, GetServiceSettingCommand, ListAssociationsCommand, ListDocumentsCommand, ListResourceComplianceSummariesCommand, ListTagsForResourceCommand } from '@aws-sdk/client-ssm';
import { ResourceGroupsTaggingAPIClient, GetResourcesCommand as taggingGetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api';
import type { LoadedService } from '../../types/loaded-service.ts';
import associationType from './association.ts';
import documentType from './document.ts';
import instanceComplianceType from './instance-compliance.ts';
import maintenanceWindowType from './maintenance-window.ts';
import managedInstanceType from './managed-instance.ts';
import parameterType from './parameter.ts';
import patchBaselineType from './patch-baseline.ts';
import serviceSettingType from './service-setting.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: SSMClient,
  apis: { tagging: ResourceGroupsTaggingAPIClient },
  commands: { DescribeDocumentPermission: DescribeDocumentPermissionCommand, DescribeInstanceInformation: DescribeInstanceInformationCommand, DescribeMaintenanceWindows: DescribeMaintenanceWindowsCommand, DescribeParameters: DescribeParametersCommand, DescribePatchBaselines: DescribePatchBaselinesCommand, GetServiceSetting: GetServiceSettingCommand, ListAssociations: ListAssociationsCommand, ListDocuments: ListDocumentsCommand, ListResourceComplianceSummaries: ListResourceComplianceSummariesCommand, ListTagsForResource: ListTagsForResourceCommand, 'tagging.GetResources': taggingGetResourcesCommand },
  types: [associationType, documentType, instanceComplianceType, maintenanceWindowType, managedInstanceType, parameterType, patchBaselineType, serviceSettingType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
