/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { CodeBuildClient, BatchGetProjectsCommand, BatchGetReportGroupsCommand, ListProjectsCommand, ListReportGroupsCommand } from '@aws-sdk/client-codebuild';
import type { LoadedService } from '../../types/loaded-service.ts';
import projectType from './project.ts';
import reportGroupType from './report-group.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: CodeBuildClient,
  commands: { BatchGetProjects: BatchGetProjectsCommand, BatchGetReportGroups: BatchGetReportGroupsCommand, ListProjects: ListProjectsCommand, ListReportGroups: ListReportGroupsCommand },
  types: [projectType, reportGroupType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
