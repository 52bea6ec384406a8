import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FunctionModel, StackModel } from '../../../bin/local/stack-model.ts';
import type { Endpoints } from '../../../bin/local/platform.ts';
import { pushPolicies, readPolicyFolder } from '../../../bin/local/policy-folder.ts';
import { PolicyBucket } from '../../../shared/policies/policy-bucket.ts';
import { PolicyLibrary } from '../../../shared/policies/policy-library.ts';
import { startS3, type EmbeddedS3 } from '../../support/embedded-s3.ts';
import { temporaryFolder } from './support/assembly.ts';

let s3: EmbeddedS3;
beforeAll(async () => {
  s3 = await startS3();
});
afterAll(() => s3.close());

const policy = (id: string, pass = 'config.VersioningConfiguration != null'): string => `id: ${id}
title: Buckets should keep earlier versions
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
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return folder;
}

/** A platform with one function, which has the name of a new bucket in its environment. */
async function platformWithBucket() {
  const bucket = await s3.createBucket();
  const stack = { functions: [{ environment: {} }, { environment: { EXPORTS_BUCKET: bucket } }] as unknown as FunctionModel[] };
  return {
    platform: { stack: stack as unknown as StackModel, endpoints: { MUSTER_S3_ENDPOINT: s3.endpoint } as unknown as Endpoints },
    policies: new PolicyBucket(s3.client, bucket),
  };
}

describe('the policies of --policies', () => {
  it("are put into the stack's bucket under their ids", async () => {
    const { platform, policies } = await platformWithBucket();
    const text = policy('s3.my-own');
    const path = await folderOf({ 'team/storage/anything.yml': text, 'notes.md': 'no policy' });

    const notes = await pushPolicies(await readPolicyFolder(path), platform);

    expect(await policies.all()).toEqual([{ file: 's3.my-own.yaml', text }]);
    expect(notes).toEqual([`Policies of ${path} in use: 1.`]);
  });

  it('replace policies with the same ids that were pushed before, and keep others', async () => {
    const { platform, policies } = await platformWithBucket();
    await policies.put('s3.my-own', policy('s3.my-own', 'false'));
    await policies.put('s3.pushed', policy('s3.pushed'));
    const path = await folderOf({ 'my-own.yaml': policy('s3.my-own') });

    const notes = await pushPolicies(await readPolicyFolder(path), platform);

    expect(await policies.get('s3.my-own')).toBe(policy('s3.my-own'));
    expect(await policies.get('s3.pushed')).toBe(policy('s3.pushed'));
    expect(notes).toEqual([`Policies of ${path} in use: 1. Those pushed before stay: s3.pushed.yaml.`]);
  });

  it('are put there even if they are bad, so that the scan reports them, and each is reported with its place', async () => {
    const { platform, policies } = await platformWithBucket();
    const path = await folderOf({
      'a.yaml': policy('s3.good'),
      'b.yaml': policy('s3.good'),
      'c.yaml': policy('s3.syntax', 'config.VersioningConfiguration =='),
      'd.yaml': 'id: s3.nothing-else\n',
      'team/s3.good.yaml': 'not: a policy',
      'team/s3.bucket-versioning-enabled.yaml': policy('aws.s3.bucket-versioning-enabled'),
    });

    const notes = await pushPolicies(await readPolicyFolder(path), platform);

    expect((await policies.all()).map(({ file }) => file)).toEqual([
      'aws.s3.bucket-versioning-enabled~team~s3.bucket-versioning-enabled.yaml',
      'd.yaml',
      's3.good.yaml',
      's3.good~b.yaml',
      's3.syntax.yaml',
      'team~s3.good.yaml',
    ]);
    const { policies: used, problems } = await new PolicyLibrary(policies).load();
    expect(used.find(({ policy: { id } }) => id === 's3.good')).toBeDefined();
    expect(new Set(problems.map(({ file }) => file)).size).toBe(5);
    expect(notes).toEqual([
      expect.stringMatching(/^Policy not used: .*b\.yaml:1:5: id: .*a\.yaml already has a policy s3\.good/),
      expect.stringMatching(/^Policy not used: .*c\.yaml:6:\d+: pass: /),
      expect.stringMatching(/^Policy not used: .*d\.yaml:1:1: title: missing.* \(and \d more\)$/),
      expect.stringMatching(/^Policy not used: .*team\/s3\.bucket-versioning-enabled\.yaml:1:5: id: Muster itself already has a policy/),
      expect.stringMatching(/^Policy not used: .*team\/s3\.good\.yaml:1:1: /),
      `Policies of ${path} in use: 1.`,
    ]);
  });

  it('that were bad are removed once they are corrected, and others stay', async () => {
    const { platform, policies } = await platformWithBucket();
    await policies.put('s3.pushed', policy('s3.pushed'));
    const bad = await folderOf({ 'team/mine.yaml': 'bad', 'syntax.yaml': policy('s3.syntax', 'config ==') });
    await pushPolicies(await readPolicyFolder(bad), platform);
    const mended = await folderOf({ 'team/mine.yaml': policy('s3.mine'), 'syntax.yaml': policy('s3.syntax') });

    const notes = await pushPolicies(await readPolicyFolder(mended), platform);

    expect((await policies.all()).map(({ file }) => file)).toEqual(['s3.mine.yaml', 's3.pushed.yaml', 's3.syntax.yaml']);
    expect(notes).toEqual([`Policies of ${mended} in use: 2. Those pushed before stay: s3.pushed.yaml.`]);
  });

  it('are refused if one of them is no text', async () => {
    const folder = await folderOf({ 'good.yaml': policy('my.good'), 'bad/latin.yaml': '' });
    await writeFile(join(folder, 'bad/latin.yaml'), Buffer.from([0x69, 0x64, 0xff]));

    await expect(readPolicyFolder(folder)).rejects.toMatchObject({
      message: expect.stringContaining('(bad/latin.yaml: byte 2 (line 1) is not valid UTF-8; save the file as UTF-8, and try again)'),
      exitCode: 2,
    });
  });

  it('are refused if the folder does not exist', async () => {
    await expect(readPolicyFolder('/nowhere')).rejects.toMatchObject({
      message: '--policies: /nowhere does not exist. Name a folder of policy files (*.yaml).',
      exitCode: 2,
    });
  });
});
