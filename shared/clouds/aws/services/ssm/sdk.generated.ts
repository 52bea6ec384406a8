/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { SSMClient, DescribeDocumentPermissionCommand, DescribeInstanceInformationCommand, GetServiceSettingCommand, ListDocumentsCommand, ListResourceComplianceSummariesCommand } from '@aws-sdk/client-ssm';
import type { LoadedService } from '../../types/loaded-service.ts';
import documentType from './document.ts';
import instanceComplianceType from './instance-compliance.ts';
import managedInstanceType from './managed-instance.ts';
import serviceSettingType from './service-setting.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: SSMClient,
  commands: { DescribeDocumentPermission: DescribeDocumentPermissionCommand, DescribeInstanceInformation: DescribeInstanceInformationCommand, GetServiceSetting: GetServiceSettingCommand, ListDocuments: ListDocumentsCommand, ListResourceComplianceSummaries: ListResourceComplianceSummariesCommand },
  types: [documentType, instanceComplianceType, managedInstanceType, serviceSettingType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
