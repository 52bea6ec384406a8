/** Plans of a region for reports about backups. */
import { defineType, paged, uses } from '../../types/define.ts';
import { tagsByArn } from '../../types/tagging-api.ts';

export default defineType({
  type: 'AWS::Backup::ReportPlan',
  kind: 'backup_plan',
  list: paged('ListReportPlans', 'ReportPlans', { MaxResults: 1000 }),
  id: 'ReportPlanArn',
  nativeId: 'ReportPlanArn',
  name: 'ReportPlanName',
  tags: 'Tags',
  relationships: [uses('AWS::S3::Bucket', 'ReportDeliveryChannel.S3BucketName')],
  batch: { Tags: tagsByArn('ReportPlanArn') },
  // They change whenever the plan runs.
  volatile: ['DeploymentStatus', 'LastAttemptedExecutionTime', 'LastSuccessfulExecutionTime'],
});
