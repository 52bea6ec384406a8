/** Drafts of types that Muster does not have: each fits the SDK, and the registry can be generated from it. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { scaffold } from '../../scripts/new-type.ts';
import { draftType, fileNameOf, type Sdk } from '../../scripts/new-type/draft.ts';
import { typeText } from '../../scripts/new-type/texts.ts';
import { checkType } from '../../shared/clouds/aws/types/check-type.ts';
import type { TypeDefinition } from '../../shared/clouds/aws/types/definition.ts';
import { loadedService } from '../shared/clouds/aws/reader/catalog.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
let root = '';

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'muster-new-type-'));
  for (const folder of ['shared/clouds/types', 'shared/clouds/aws/types'])
    cpSync(join(ROOT, folder), join(root, folder), { recursive: true });
  writeFileSync(join(root, 'package.json'), '{"type":"module"}');
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
});
afterAll(() => rmSync(root, { recursive: true }));

const read = (file: string): string => readFileSync(join(root, file), 'utf8');

describe('a new type', () => {
  it('comes with its service, if that is new, a sample and a test', async () => {
    const { files, hints } = await scaffold({ root, type: 'AWS::SQS::Queue' });

    expect(files).toEqual([
      'shared/clouds/aws/services/sqs/queue.ts',
      'shared/clouds/aws/services/sqs/samples.yaml',
      'shared/clouds/aws/services/sqs/service.ts',
      'test/shared/clouds/aws/services/sqs/queue.test.ts',
    ]);
    expect(read('shared/clouds/aws/services/sqs/service.ts')).toContain("client: 'SQSClient'");
    expect(read('shared/clouds/aws/services/sqs/queue.ts')).toContain(
      "paged('ListQueues', 'QueueUrls', { MaxResults: 100 }, { as: 'QueueUrl' })",
    );
    expect(read('test/shared/clouds/aws/services/sqs/queue.test.ts')).toContain("ListQueues: { QueueUrls: ['first'] }");
    expect(read('shared/clouds/aws/services/sqs/samples.yaml')).toContain('  AWS::SQS::Queue:\n    - name: first\n');
    expect(hints.length).toBeGreaterThan(0);
  });

  it('is one more of its service, if that is there: the service stays, the sample is added', async () => {
    await scaffold({ root, type: 'AWS::KMS::Key' });
    writeFileSync(
      join(root, 'shared/clouds/aws/services/kms/service.ts'),
      `${read('shared/clouds/aws/services/kms/service.ts')}// Mine.\n`,
    );

    const { files } = await scaffold({ root, type: 'AWS::KMS::Alias' });

    expect(files).toContain('shared/clouds/aws/services/kms/samples.yaml');
    expect(files).not.toContain('shared/clouds/aws/services/kms/service.ts');
    const samples = parse(read('shared/clouds/aws/services/kms/samples.yaml')) as { readonly samples: object };
    expect(Object.keys(samples.samples)).toEqual(['AWS::KMS::Key', 'AWS::KMS::Alias']);
  });

  it.each([
    ['AWS::KMS::Key', "describe: read('DescribeKey', { KeyId: 'KeyId' }, 'KeyMetadata')"],
    ['AWS::DynamoDB::Table', "list: paged('ListTables', 'TableNames', { Limit: 100 }, { as: 'TableName' })"],
    ['AWS::IAM::InstanceProfile', "nativeId: 'Arn'"],
    ['AWS::EC2::NatGateway', "id: 'NatGatewayId'"],
  ])('has a draft of %s that fits the SDK', async (type, expected) => {
    const sdk = `@aws-sdk/client-${type.split('::')[1]?.toLowerCase()}`;
    const draft = draftType(type, (await import(sdk)) as Sdk);
    if (!draft) throw new Error(`No operation lists ${type}.`);
    const text = typeText(draft);
    const file = join(root, 'shared/clouds/aws/services/drafts', fileNameOf(type));
    mkdirSync(join(root, 'shared/clouds/aws/services/drafts'), { recursive: true });
    writeFileSync(file, text);
    const definition = ((await import(file)) as { readonly default: TypeDefinition }).default;
    const service = {
      id: type.split('::')[1]?.toLowerCase() ?? '',
      sdk,
      client: draft.client,
      permissions: 'x',
      limit: { perSecond: 1, burst: 1 },
    };

    expect(text).toContain(expected);
    expect(checkType(definition, await loadedService(service, [definition]))).toEqual([]);
  });

  it('is refused if it would replace a test that is there, and writes nothing then', async () => {
    const test = 'test/shared/clouds/aws/services/dynamodb/backup.test.ts';
    mkdirSync(dirname(join(root, test)), { recursive: true });
    writeFileSync(join(root, test), '// mine');

    await expect(scaffold({ root, type: 'AWS::DynamoDB::Backup' })).rejects.toThrow(`${test} exists already, so nothing was written.`);

    expect(read(test)).toBe('// mine');
    expect(existsSync(join(root, 'shared/clouds/aws/services/dynamodb/backup.ts'))).toBe(false);
  });

  it('is refused if the type exists already, if its name is not valid, and if no SDK client is installed', async () => {
    await expect(scaffold({ root, type: 'AWS::SQS::Queue' })).rejects.toThrow('AWS::SQS::Queue exists already');
    await expect(scaffold({ root, type: 'SQS Queue' })).rejects.toThrow('write one like AWS::SNS::Topic');
    await expect(scaffold({ root, type: 'AWS::Nothing::Thing' })).rejects.toThrow('npm install --save-exact @aws-sdk/client-nothing');
  });

  it('is refused with the nearest operations if none lists it, unless the operation is named', async () => {
    await expect(scaffold({ root, type: 'AWS::KMS::Keyz' })).rejects.toThrow(
      '@aws-sdk/client-kms has no operation that lists Keyz, so nothing was written. Nearest are ListKeys',
    );
    await expect(scaffold({ root, type: 'AWS::EC2::EIP', list: 'DescribeAddres' })).rejects.toThrow(
      'no operation DescribeAddres that answers with a list',
    );

    await scaffold({ root, type: 'AWS::EC2::EIP', list: 'DescribeAddresses' });

    expect(read('shared/clouds/aws/services/ec2/eip.ts')).toContain("list: listed('DescribeAddresses', 'Addresses')");
  });

  it('called Service gets another file name than service.ts', () => {
    expect(fileNameOf('AWS::ECS::Service')).toBe('ecs-service.ts');
    expect(fileNameOf('AWS::RDS::DBInstance')).toBe('db-instance.ts');
  });
});
