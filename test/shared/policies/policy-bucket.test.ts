import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MAX_POLICY_BYTES, PolicyBucket } from '../../../shared/policies/policy-bucket.ts';
import { PolicyLibrary } from '../../../shared/policies/policy-library.ts';
import { startS3, type EmbeddedS3 } from '../../support/embedded-s3.ts';

let s3: EmbeddedS3;
beforeAll(async () => {
  s3 = await startS3();
});
afterAll(() => s3.close());

async function createBucket() {
  const name = await s3.createBucket();
  return {
    name,
    policies: new PolicyBucket(s3.client, name),
    putObject: (key: string, text: string) => s3.client.send(new PutObjectCommand({ Bucket: name, Key: key, Body: text })),
  };
}

/** How often the client called each operation. */
function countCommands(): Record<string, number> {
  const counts: Record<string, number> = {};
  s3.client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        counts[commandName] = (counts[commandName] ?? 0) + 1;
        return await next(args);
      },
    { name: 'count', step: 'initialize', override: true },
  );
  return counts;
}

describe('the policies in the bucket', () => {
  it('are listed by name after they are put and until they are removed', async () => {
    const { policies } = await createBucket();
    await policies.put('s3.second', 'id: s3.second # ä');
    await policies.put('s3.first', 'id: s3.first');

    expect(await policies.all()).toEqual([
      { file: 's3.first.yaml', text: 'id: s3.first' },
      { file: 's3.second.yaml', text: 'id: s3.second # ä' },
    ]);
    expect(await policies.get('s3.second')).toBe('id: s3.second # ä');
    await policies.remove('s3.second');
    await policies.remove('s3.second');
    expect(await policies.all()).toHaveLength(1);
    expect(await policies.get('s3.second')).toBeUndefined();
  });

  it('are none in a new bucket', async () => {
    const { policies } = await createBucket();

    expect(await policies.all()).toEqual([]);
  });

  it('are fetched again only if they changed', async () => {
    const { policies } = await createBucket();
    await policies.put('s3.changed', 'before');
    await policies.put('s3.kept', 'same');
    const counts = countCommands();

    await policies.all();
    await policies.put('s3.changed', 'after');
    const files = await policies.all();
    await policies.all();

    expect(files).toEqual([
      { file: 's3.changed.yaml', text: 'after' },
      { file: 's3.kept.yaml', text: 'same' },
    ]);
    expect(counts).toEqual({ ListObjectsV2Command: 3, GetObjectCommand: 3, PutObjectCommand: 1 });
  });

  it('are the YAML files directly under the prefix and no other objects', async () => {
    const { policies, putObject } = await createBucket();
    for (const key of ['exports/a.yaml', 'policies/', 'policies/notes.txt', 'policies/old/a.yaml', 'policies/by-hand.yml']) {
      await putObject(key, key);
    }

    expect(await policies.all()).toEqual([{ file: 'by-hand.yml', text: 'policies/by-hand.yml' }]);
  });

  it('are refused by put if they are too large, and reported as a problem if they were stored by other means', async () => {
    const { policies, putObject } = await createBucket();
    const large = 'x'.repeat(MAX_POLICY_BYTES + 1);
    const message = 'The file has 262145 bytes; a policy may have at most 262144.';
    await putObject('policies/s3.large.yaml', large);

    await expect(policies.put('s3.huge', large)).rejects.toThrow(`policy: ${message}`);
    expect(await policies.all()).toEqual([{ file: 's3.large.yaml', problem: message }]);
    const { problems } = await new PolicyLibrary(policies).load();
    expect(problems).toEqual([{ file: 's3.large.yaml', line: 1, column: 1, message }]);
  });

  it('that are no text are a problem, and never read with replacement characters', async () => {
    const { name, policies } = await createBucket();
    const Body = Buffer.concat([Buffer.from('id: a\n'), Buffer.from([0xff])]);
    await s3.client.send(new PutObjectCommand({ Bucket: name, Key: 'policies/s3.latin.yaml', Body }));

    const problem = 'The file is no text: byte 6 (line 2) is not valid UTF-8; save the file as UTF-8, and try again.';
    expect(await policies.all()).toEqual([{ file: 's3.latin.yaml', problem }]);
  });

  it('end with a problem if there are more files than can be used', async () => {
    const { policies, putObject } = await createBucket();
    const names = Array.from({ length: 1001 }, (_, index) => `p.${String(index).padStart(4, '0')}`);
    await Promise.all(names.map((name) => putObject(`policies/${name}.yaml`, name)));

    const files = await policies.all();

    expect(files.filter((file) => 'text' in file)).toHaveLength(1000);
    expect(files.at(-1)).toEqual({ file: 'p.0999.yaml', problem: expect.stringMatching(/^There are more than 1000 files; /) });
  });

  it('throw an error if the bucket cannot be read, and are not taken as empty', async () => {
    await expect(new PolicyBucket(s3.client, 'no-such-bucket').all()).rejects.toThrow('bucket');
  });
});
