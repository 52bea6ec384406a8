/** Crawlers of a region, which fill the data catalog. */
import { arn, defineType, paged, uses } from '../../types/define.ts';
import { tagsByArn } from '../../types/tagging-api.ts';

export default defineType({
  type: 'AWS::Glue::Crawler',
  kind: 'data_pipeline',
  list: paged('GetCrawlers', 'Crawlers', { MaxResults: 1000 }),
  id: 'Name',
  nativeId: arn('crawler/{Name}'),
  name: 'Name',
  tags: 'Tags',
  relationships: [
    uses('AWS::Glue::Database', 'DatabaseName'),
    uses('AWS::Glue::SecurityConfiguration', 'CrawlerSecurityConfiguration'),
    uses('AWS::IAM::Role', 'Role'),
  ],
  batch: { Tags: tagsByArn('$arn') },
  // Each run changes them.
  volatile: ['LastCrawl', 'CrawlElapsedTime', 'State'],
  documents: ['Configuration'],
});
