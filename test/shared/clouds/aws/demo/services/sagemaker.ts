import { type Config, type Look, text } from '../said-of-services.ts';

const typed = (name: string): string => `AWS::SageMaker::${name}`;

/** How a job whose network settings are at `NetworkConfig` looks. */
const look = (name: string, member: string): Look => ({
  type: typed(name),
  is: (config) => text(config['NetworkConfig']).includes(`"${member}":false`),
});
const NOTEBOOK = typed('NotebookInstance');
const ENDPOINT = typed('EndpointConfig');
const TRAINING = typed('TrainingJob');
const hasNoKey = (config: Config): boolean => config['KmsKeyId'] === undefined;

export const CALLS = 4.8;

export const LOOKS: Readonly<Record<string, Look>> = {
  notebook_direct_internet: { type: NOTEBOOK, is: (notebook) => notebook['DirectInternetAccess'] === 'Enabled' },
  notebook_root_access: { type: NOTEBOOK, is: (notebook) => notebook['RootAccess'] === 'Enabled' },
  notebook_without_own_key: { type: NOTEBOOK, is: hasNoKey },
  notebook_on_old_platform: { type: NOTEBOOK, is: (notebook) => notebook['PlatformIdentifier'] === 'notebook-al2-v3' },
  notebook_outside_of_vpc: { type: NOTEBOOK, is: (notebook) => notebook['SubnetId'] === undefined },
  studio_public_internet: { type: typed('Domain'), is: (domain) => domain['AppNetworkAccessType'] === 'PublicInternetOnly' },
  model_without_isolation: { type: typed('Model'), is: (model) => model['EnableNetworkIsolation'] === false },
  endpoint_on_one_instance: {
    type: ENDPOINT,
    is: (endpoint) => text(endpoint['ProductionVariants']).includes('"InitialInstanceCount":1,'),
  },
  endpoint_without_own_key: { type: ENDPOINT, is: hasNoKey },
  data_quality_job_plain_traffic: look('DataQualityJobDefinition', 'EnableInterContainerTrafficEncryption'),
  data_quality_job_without_isolation: look('DataQualityJobDefinition', 'EnableNetworkIsolation'),
  model_quality_job_plain_traffic: look('ModelQualityJobDefinition', 'EnableInterContainerTrafficEncryption'),
  model_bias_job_plain_traffic: look('ModelBiasJobDefinition', 'EnableInterContainerTrafficEncryption'),
  model_bias_job_without_isolation: look('ModelBiasJobDefinition', 'EnableNetworkIsolation'),
  model_explainability_job_plain_traffic: look('ModelExplainabilityJobDefinition', 'EnableInterContainerTrafficEncryption'),
  monitoring_schedule_without_isolation: {
    type: typed('MonitoringSchedule'),
    is: (schedule) => text(schedule['MonitoringScheduleConfig']).includes('"EnableNetworkIsolation":false'),
  },
  training_job_without_own_key: { type: TRAINING, is: (job) => !text(job['ResourceConfig']).includes('"VolumeKmsKeyId"') },
  training_job_outside_of_vpc: { type: TRAINING, is: (job) => job['VpcConfig'] === undefined },
  training_job_without_isolation: { type: TRAINING, is: (job) => job['EnableNetworkIsolation'] === false },
  training_job_plain_traffic: { type: TRAINING, is: (job) => job['EnableInterContainerTrafficEncryption'] === false },
  processing_job_without_isolation: look('ProcessingJob', 'EnableNetworkIsolation'),
};
