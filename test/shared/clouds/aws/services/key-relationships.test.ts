import { describe, expect, it } from '@jest/globals';
import { arnTexts } from '../../../../../shared/clouds/aws/arn-text.ts';
import { parseResource } from '../../../../../shared/clouds/reader/parse.ts';
import bucket from '../../../../../shared/clouds/aws/services/s3/bucket.ts';
import queue from '../../../../../shared/clouds/aws/services/sqs/queue.ts';
import s3 from '../../../../../shared/clouds/aws/services/s3/service.ts';
import sqs from '../../../../../shared/clouds/aws/services/sqs/service.ts';
import type { LoadedService } from '../../../../../shared/clouds/aws/types/loaded-service.ts';
import { AWS_TYPES } from '../demo/read-account.ts';

const place = { account: '111122223333', region: 'eu-west-1', partition: 'aws' };
const arn = (resource: string): string => `arn:aws:kms:eu-west-1:111122223333:${resource}`;

const FORMS: readonly (readonly [string, string])[] = [
  ['1234abcd-12ab-34cd-56ef-1234567890ab', 'AWS::KMS::Key'],
  ['mrk-1234abcd12ab34cd56ef1234567890ab', 'AWS::KMS::Key'],
  [arn('key/1234abcd-12ab-34cd-56ef-1234567890ab'), 'AWS::KMS::Key'],
  ['alias/aws/s3', 'AWS::KMS::Alias'],
  ['alias/data', 'AWS::KMS::Alias'],
  [arn('alias/aws/s3'), 'AWS::KMS::Alias'],
];

describe('the key of a resource', () => {
  it.each(FORMS)('of a bucket, named %s, is of type %s', (id, type) => {
    const encryption = { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: id } }] };
    const parsed = parseResource(
      { Name: 'b', ServerSideEncryptionConfiguration: encryption },
      {},
      { type: bucket, formText: arnTexts(s3, place) },
    );

    expect(parsed.relationships).toEqual([{ relation: 'uses', type, id }]);
  });

  it.each(FORMS)('of a queue, named %s, is of type %s', (id, type) => {
    const parsed = parseResource({ QueueUrl: 'https://q/1/q', KmsMasterKeyId: id }, {}, { type: queue, formText: arnTexts(sqs, place) });

    expect(parsed.relationships).toEqual([{ relation: 'uses', type, id }]);
  });

  it('may be an alias wherever a type refers to keys', async () => {
    const named: string[] = [];
    for (const service of new Set(AWS_TYPES.map((type) => type.service))) {
      const path = `../../../../../shared/clouds/aws/services/${service}/sdk.generated.ts`;
      const { sdk } = (await import(path)) as { sdk: LoadedService };
      for (const { type, relationships = [] } of sdk.types) {
        for (const relationship of relationships) {
          if (relationship.type !== 'AWS::KMS::Key') continue;
          named.push(type);
          expect([type, relationship.byPrefix]).toEqual([type, { 'alias/': 'AWS::KMS::Alias' }]);
        }
      }
    }
    expect(named.length).toBeGreaterThan(8);
  });
});
