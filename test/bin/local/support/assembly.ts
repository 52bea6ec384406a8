/** Writes a small cloud assembly, like the CDK's for a stack with one resource of each type. */
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Template, TemplateResource } from '../../../../bin/local/intrinsics.ts';

export const temporaryFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'muster-test-'));

/** Writes the template, the manifest and the bundles (function → source of its `index.mjs`), and returns the template's path. */
export async function writeAssembly(
  resources: Template['Resources'],
  bundles: Readonly<Record<string, string>> = {},
  rest: Omit<Template, 'Resources'> = {},
): Promise<string> {
  const folder = await temporaryFolder();
  const files: Record<string, unknown> = {};
  for (const [name, source] of Object.entries(bundles)) {
    await mkdir(join(folder, `asset.${name}`));
    await writeFile(join(folder, `asset.${name}`, 'index.mjs'), source);
    files[name] = {
      source: { path: `asset.${name}`, packaging: 'zip' },
      destinations: { 'current_account-current_region': { bucketName: 'assets', objectKey: `${name}.zip` } },
    };
  }
  await writeFile(join(folder, 'Test.assets.json'), JSON.stringify({ files }));
  await writeFile(join(folder, 'Test.template.json'), JSON.stringify({ ...rest, Resources: resources }));
  return join(folder, 'Test.template.json');
}

export const lambda = (bundle: string, properties: Readonly<Record<string, unknown>> = {}): TemplateResource => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    Code: { S3Bucket: 'assets', S3Key: `${bundle}.zip` },
    Handler: 'index.handler',
    Runtime: 'nodejs24.x',
    Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
    Timeout: 10,
    MemorySize: 128,
    ...properties,
  },
});

export const role: TemplateResource = { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: {} } };

export const table = (properties: Readonly<Record<string, unknown>> = {}): TemplateResource => ({
  Type: 'AWS::DynamoDB::Table',
  Properties: {
    TableName: 'things',
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    AttributeDefinitions: [
      { AttributeName: 'id', AttributeType: 'S' },
      { AttributeName: 'open', AttributeType: 'S' },
    ],
    GlobalSecondaryIndexes: [
      { IndexName: 'by_open', KeySchema: [{ AttributeName: 'open', KeyType: 'HASH' }], Projection: { ProjectionType: 'KEYS_ONLY' } },
    ],
    BillingMode: 'PAY_PER_REQUEST',
    TimeToLiveSpecification: { AttributeName: 'expires_at', Enabled: true },
    ...properties,
  },
});
