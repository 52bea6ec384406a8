import { describe, expect, it } from '@jest/globals';
import { explainDiskFull } from '../../../bin/local/disk-full.ts';
import { UserError } from '../../../bin/local/user-error.ts';

describe('a full disk', () => {
  it.each([
    new Error("ENOSPC: no space left on device, open '/data/muster.json.new'"),
    new Error('EFBIG: file too large, write'),
    new UserError('The local DynamoDB cannot work with its data: IO error: /data/000005.log: No space left on device. Start with --fresh.'),
    new UserError('The queues cannot be read.', { cause: new Error('database or disk is full') }),
  ])('is reported in one sentence that does not advise to start afresh: %s', (error) => {
    const explained = explainDiskFull(error, '/data');

    expect(explained).toBeInstanceOf(UserError);
    expect((explained as UserError).message).toMatch(/^The disk that holds \/data is full: free some space and start again\./);
    expect((explained as UserError).exitCode).toBe(1);
  });

  it.each([[new Error('Corruption: bad block')], ['text'], [undefined]])('is not recognized in %s', (error) => {
    expect(explainDiskFull(error, '/data')).toBe(error);
  });
});
