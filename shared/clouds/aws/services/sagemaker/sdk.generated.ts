/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { SageMakerClient, DescribeDataQualityJobDefinitionCommand, DescribeDomainCommand, DescribeEndpointCommand, DescribeEndpointConfigCommand, DescribeModelCommand, DescribeModelBiasJobDefinitionCommand, DescribeModelExplainabilityJobDefinitionCommand, DescribeModelQualityJobDefinitionCommand, DescribeMonitoringScheduleCommand, DescribeNotebookInstanceCommand, DescribeProcessingJobCommand, DescribeTrainingJobCommand, ListDataQualityJobDefinitionsCommand, ListDomainsCommand, ListEndpointConfigsCommand, ListEndpointsCommand, ListModelBiasJobDefinitionsCommand, ListModelExplainabilityJobDefinitionsCommand, ListModelPackageGroupsCommand, ListModelQualityJobDefinitionsCommand, ListModelsCommand, ListMonitoringSchedulesCommand, ListNotebookInstancesCommand, ListProcessingJobsCommand, ListTagsCommand, ListTrainingJobsCommand } from '@aws-sdk/client-sagemaker';
import { ResourceGroupsTaggingAPIClient, GetResourcesCommand as taggingGetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api';
import type { LoadedService } from '../../types/loaded-service.ts';
import dataQualityJobDefinitionType from './data-quality-job-definition.ts';
import domainType from './domain.ts';
import endpointConfigType from './endpoint-config.ts';
import endpointType from './endpoint.ts';
import modelBiasJobDefinitionType from './model-bias-job-definition.ts';
import modelExplainabilityJobDefinitionType from './model-explainability-job-definition.ts';
import modelPackageGroupType from './model-package-group.ts';
import modelQualityJobDefinitionType from './model-quality-job-definition.ts';
import modelType from './model.ts';
import monitoringScheduleType from './monitoring-schedule.ts';
import notebookInstanceType from './notebook-instance.ts';
import processingJobType from './processing-job.ts';
import trainingJobType from './training-job.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: SageMakerClient,
  apis: { tagging: ResourceGroupsTaggingAPIClient },
  commands: { DescribeDataQualityJobDefinition: DescribeDataQualityJobDefinitionCommand, DescribeDomain: DescribeDomainCommand, DescribeEndpoint: DescribeEndpointCommand, DescribeEndpointConfig: DescribeEndpointConfigCommand, DescribeModel: DescribeModelCommand, DescribeModelBiasJobDefinition: DescribeModelBiasJobDefinitionCommand, DescribeModelExplainabilityJobDefinition: DescribeModelExplainabilityJobDefinitionCommand, DescribeModelQualityJobDefinition: DescribeModelQualityJobDefinitionCommand, DescribeMonitoringSchedule: DescribeMonitoringScheduleCommand, DescribeNotebookInstance: DescribeNotebookInstanceCommand, DescribeProcessingJob: DescribeProcessingJobCommand, DescribeTrainingJob: DescribeTrainingJobCommand, ListDataQualityJobDefinitions: ListDataQualityJobDefinitionsCommand, ListDomains: ListDomainsCommand, ListEndpointConfigs: ListEndpointConfigsCommand, ListEndpoints: ListEndpointsCommand, ListModelBiasJobDefinitions: ListModelBiasJobDefinitionsCommand, ListModelExplainabilityJobDefinitions: ListModelExplainabilityJobDefinitionsCommand, ListModelPackageGroups: ListModelPackageGroupsCommand, ListModelQualityJobDefinitions: ListModelQualityJobDefinitionsCommand, ListModels: ListModelsCommand, ListMonitoringSchedules: ListMonitoringSchedulesCommand, ListNotebookInstances: ListNotebookInstancesCommand, ListProcessingJobs: ListProcessingJobsCommand, ListTags: ListTagsCommand, ListTrainingJobs: ListTrainingJobsCommand, 'tagging.GetResources': taggingGetResourcesCommand },
  types: [dataQualityJobDefinitionType, domainType, endpointConfigType, endpointType, modelBiasJobDefinitionType, modelExplainabilityJobDefinitionType, modelPackageGroupType, modelQualityJobDefinitionType, modelType, monitoringScheduleType, notebookInstanceType, processingJobType, trainingJobType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
