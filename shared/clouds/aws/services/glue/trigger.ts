/** Triggers of a region that start jobs and crawlers. The names of arguments are stored without the values, which may be secrets. */
import { arn, defineType, paged, relation, uses } from '../../types/define.ts';
import { tagsByArn } from '../../types/tagging-api.ts';

export default defineType({
  type: 'AWS::Glue::Trigger',
  kind: 'event_source',
  list: paged('GetTriggers', 'Triggers', { MaxResults: 200 }),
  id: 'Name',
  nativeId: arn('trigger/{Name}'),
  name: 'Name',
  tags: 'Tags',
  relationships: [
    relation('manages', 'AWS::Glue::Job', 'Actions[].JobName'),
    relation('manages', 'AWS::Glue::Crawler', 'Actions[].CrawlerName'),
    uses('AWS::Glue::SecurityConfiguration', 'Actions[].SecurityConfiguration'),
  ],
  batch: { Tags: tagsByArn('$arn') },
  keysOnly: ['Actions[].Arguments'],
});
