import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';
import { tryApart, tryIn } from '../../../shared/policies/trial-apart.ts';
import { account, resourceRow } from '../../support/api-fixture.ts';
import { policyText } from '../../support/policy-text.ts';

const folder = mkdtempSync(join(tmpdir(), 'muster-trials-'));
afterAll(() => rmSync(folder, { recursive: true }));

const REQUEST = { text: policyText(), accounts: [], mostExamples: 1 };
const PROCESS_MS = 60_000;

describe('a trial in a process of its own', () => {
  it(
    'judges the resources that it is given',
    async () => {
      const account_id = account('1');
      const subject = resourceRow({ account_id, type: 'AWS::S3::Bucket' }, { config: { AccelerateConfiguration: null } });
      const accounts = [{ account_id, judged: [{ subject, observedAt: 0 }], related: {} }];

      expect(await tryApart({ ...REQUEST, accounts })).toMatchObject({
        trial: { counts: { pass: 1, fail: 0 }, examples: { pass: [{ account_id }] } },
      });
    },
    PROCESS_MS,
  );

  it('is ended if it does not come back', async () => {
    const script = join(folder, 'endless.mjs');
    writeFileSync(script, 'for (;;);');

    expect(await tryIn(pathToFileURL(script), REQUEST, { deadlineMs: 500 })).toEqual({ ended: 'took more than 0.5 seconds' });
  });
});
