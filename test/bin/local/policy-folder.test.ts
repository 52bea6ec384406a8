import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FunctionModel, StackModel } from '../../../bin/local/stack-model.ts';
import type { Endpoints } from '../../../bin/local/platform.ts';
import { pushPolicies, readPolicyFolder } from '../../../bin/local/policy-folder.ts';
import { PolicyBucket } from '../../../shared/policies/policy-bucket.ts';
import { startS3, type EmbeddedS3 } from '../../support/embedded-s3.ts';
import { temporaryFolder } from './support/assembly.ts';

let s3: EmbeddedS3;
beforeAll(async () => {
  s3 = await startS3();
});
afterAll(() => s3.close());

const policy = (id: string, pass = 'config.VersioningConfiguration != null'): string => `id: ${id}
title: Buckets keep earlier versions
description: What is overwritten is lost.
severity: medium
resource_type: AWS::S3::Bucket
pass: ${pass}
remediation: {text: Turn versioning on., console: [Turn it on.]}
tests:
  - {name: "on", verdict: pass, resource: {config: {VersioningConfiguration: {Status: Enabled}}}}
  - {name: "off", verdict: fail, resource: {config: {VersioningConfiguration: null}}}
  - {name: unread, verdict: unknown, resource: {unread: {VersioningConfiguration: {}}}}
`;

async function folderOf(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await temporaryFolder();
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text)));
  return folder;
}

/** A platform whose one function knows a bucket of its own. */
async function platformWithBucket() {
  const bucket = await s3.createBucket();
  const stack = { functions: [{ environment: {} }, { environment: { EXPORTS_BUCKET: bucket } }] as unknown as FunctionModel[] };
  return {
    platform: { stack: stack as unknown as StackModel, endpoints: { MUSTER_S3_ENDPOINT: s3.endpoint } as unknown as Endpoints },
    policies: new PolicyBucket(s3.client, bucket),
  };
}

describe('the policies of --policies', () => {
  it('are put into the bucket of the stack, by their ids', async () => {
    const { platform, policies } = await platformWithBucket();
    const text = policy('s3.my-own');
    const path = await folderOf({ 'anything.yaml': text, 'notes.md': 'no policy' });

    const notes = await pushPolicies(await readPolicyFolder(path), platform);

    expect(await policies.all()).toEqual([{ file: 's3.my-own.yaml', text }]);
    expect(notes).toEqual([`Policies of ${path} in use: 1.`]);
  });

  it('take the place of those pushed before, and leave others', async () => {
    const { platform, policies } = await platformWithBucket();
    await policies.put('s3.my-own', policy('s3.my-own', 'false'));
    await policies.put('s3.pushed', policy('s3.pushed'));
    const path = await folderOf({ 'my-own.yaml': policy('s3.my-own') });

    const notes = await pushPolicies(await readPolicyFolder(path), platform);

    expect(await policies.get('s3.my-own')).toBe(policy('s3.my-own'));
    expect(await policies.get('s3.pushed')).toBe(policy('s3.pushed'));
    expect(notes).toEqual([`Policies of ${path} in use: 1. Those pushed before stay: s3.pushed.yaml.`]);
  });

  it('are not put where they are bad, each with one sentence and its place', async () => {
    const { platform, policies } = await platformWithBucket();
    const path = await folderOf({
      'a.yaml': policy('s3.good'),
      'b.yaml': policy('s3.good'),
      'c.yaml': policy('s3.syntax', 'config.VersioningConfiguration =='),
      'd.yaml': 'id: s3.nothing-else\n',
    });

    const notes = await pushPolicies(await readPolicyFolder(path), platform);

    expect((await policies.all()).map(({ file }) => file)).toEqual(['s3.good.yaml']);
    expect(notes).toEqual([
      expect.stringMatching(/^Policy not used: .*b\.yaml:1:5: id: .*a\.yaml has a policy s3\.good already/),
      expect.stringMatching(/^Policy not used: .*c\.yaml:6:\d+: pass: /),
      expect.stringMatching(/^Policy not used: .*d\.yaml:1:1: title: missing.* \(and \d more\)$/),
      `Policies of ${path} in use: 1.`,
    ]);
  });

  it('are an error of the user where the folder is not there', async () => {
    await expect(readPolicyFolder('/nowhere')).rejects.toMatchObject({
      message: expect.stringMatching(/^--policies: \/nowhere cannot be read \(ENOENT/),
      exitCode: 2,
    });
  });
});
