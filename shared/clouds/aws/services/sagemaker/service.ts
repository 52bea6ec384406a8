/** Amazon SageMaker AI: notebooks, models and the jobs that train, process and watch, without what they are given as settings in free text. */
import { defineService } from '../../types/define.ts';
import { TAGGING } from '../../types/tagging-api.ts';

export default defineService({
  id: 'sagemaker',
  sdk: '@aws-sdk/client-sagemaker',
  client: 'SageMakerClient',
  permissions: 'sagemaker',
  // No limit is published for these reads.
  limit: { perSecond: 5, burst: 10 },
  apis: [TAGGING],
});
