/**
 * Jobs of a region that extract, transform and load data. The names of their arguments are stored without the values, which may be secrets; what
 * the visual editor keeps of a job is not stored.
 */
import { arn, defineType, paged, uses } from '../../types/define.ts';
import { tagsByArn } from '../../types/tagging-api.ts';

export default defineType({
  type: 'AWS::Glue::Job',
  kind: 'job',
  // Smaller pages than the thousand that are allowed: a job may bring the whole graph of its visual editor.
  list: paged('GetJobs', 'Jobs', { MaxResults: 100 }),
  id: 'Name',
  nativeId: arn('job/{Name}'),
  name: 'Name',
  tags: 'Tags',
  relationships: [
    uses('AWS::IAM::Role', 'Role'),
    uses('AWS::Glue::SecurityConfiguration', 'SecurityConfiguration'),
    uses('AWS::Glue::Connection', 'Connections.Connections[]'),
  ],
  batch: { Tags: tagsByArn('$arn') },
  drop: ['CodeGenConfigurationNodes', 'SourceControlDetails.AuthToken'],
  keysOnly: ['DefaultArguments', 'NonOverridableArguments'],
});
