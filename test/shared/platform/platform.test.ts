import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { SQSEvent } from 'aws-lambda';
import { describe, expect, it } from '@jest/globals';
import { Conflict, InvalidRequest } from '../../../shared/errors.ts';
import { optionalVariable, queueUrl, readEnvironment, tableName } from '../../../shared/platform/environment.ts';
import { LambdaJobStarter } from '../../../shared/platform/lambda-job-starter.ts';
import { jsonLog } from '../../../shared/real-seams.ts';
import { handleBatch } from '../../../shared/platform/sqs-batch.ts';
import { CountingRandom, KeptLog } from '../../support/fakes.ts';

function starterAnswering(payload: unknown, functionError?: string) {
  const client = {
    send: async () => ({ Payload: Buffer.from(JSON.stringify(payload)), ...(functionError && { FunctionError: functionError }) }),
  };
  return new LambdaJobStarter(client as unknown as LambdaClient, 'job-handler', new CountingRandom());
}

describe('starting a job by invoking the job handler', () => {
  it("returns the job handler's answer", async () => {
    const started = { job_id: 'inv-1', status: 'in_progress', total_accounts: 3 };
    expect(await starterAnswering(started).start({ operation: 'inventory' })).toEqual(started);
  });

  it('sends a token with every request, because the SDK may retry it', async () => {
    const payloads: string[] = [];
    const client = {
      send: async ({ input }: { input: { Payload: string } }) => {
        payloads.push(input.Payload);
        return { Payload: Buffer.from('{}') };
      },
    };
    const starter = new LambdaJobStarter(client as unknown as LambdaClient, 'job-handler', new CountingRandom());
    await starter.start({ operation: 'inventory' });
    await starter.start({ operation: 'inventory', client_token: 'mine' });
    expect(payloads.map((payload) => JSON.parse(payload))).toEqual([
      { operation: 'inventory', client_token: expect.stringMatching(/^start:[0-9a-f]{32}$/) },
      { operation: 'inventory', client_token: 'mine' },
    ]);
  });

  it.each([
    ['InvalidRequest', 'then.service: "x" is not known.', InvalidRequest, { field: 'then.service' }],
    ['InvalidRequest', 'Something else.', InvalidRequest, { field: 'request' }],
    ['Conflict', 'The job runs.', Conflict, { code: 'conflict' }],
    ['TypeError', 'secret details', Error, { message: 'The job handler failed: TypeError.' }],
  ])('throws the error of the same kind for %s', async (errorType, errorMessage, kind, like) => {
    const refused = starterAnswering({ errorType, errorMessage }, 'Unhandled').start({ operation: 'inventory' });
    await expect(refused).rejects.toThrow(kind);
    await expect(refused).rejects.toMatchObject(like);
  });
});

describe('an SQS batch', () => {
  const event = { Records: ['a', 'b', 'c'].map((messageId) => ({ messageId })) } as SQSEvent;

  it('returns only the messages that are not done or threw', async () => {
    const log = new KeptLog();
    const answer = await handleBatch(event, log, async ({ messageId }) => {
      if (messageId === 'b') throw new Error('broken');
      return messageId === 'a';
    });
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'b' }, { itemIdentifier: 'c' }] });
    expect(log.entries).toEqual([expect.objectContaining({ level: 'error', fields: expect.objectContaining({ message_id: 'b' }) })]);
  });
});

describe('the environment', () => {
  it('is read, or refused with the name of a missing variable', () => {
    const source = { MAX_RECEIVE_COUNT: '5', JOB_HANDLER_FUNCTION: 'handler' };
    expect(readEnvironment(['MAX_RECEIVE_COUNT', 'JOB_HANDLER_FUNCTION'], source)).toEqual({
      MAX_RECEIVE_COUNT: 5,
      JOB_HANDLER_FUNCTION: 'handler',
    });
    expect(() => readEnvironment(['EXPORTS_BUCKET'], source)).toThrow(/EXPORTS_BUCKET/);
    expect(() => readEnvironment(['MAX_RECEIVE_COUNT'], { MAX_RECEIVE_COUNT: 'many' })).toThrow(/MAX_RECEIVE_COUNT/);
    expect(optionalVariable('MUSTER_REGIONS', { MUSTER_REGIONS: '' })).toBeUndefined();
    expect(() => tableName('jobs', {})).toThrow(/JOBS_TABLE/);
    expect(queueUrl('scan', { SCAN_QUEUE_URL: 'http://q' })).toBe('http://q');
    expect(() => queueUrl('scan', {})).toThrow(/SCAN_QUEUE_URL/);
  });
});

describe('the log', () => {
  it('writes one JSON object per line, with whole errors but without their causes', () => {
    const lines: string[] = [];
    const error = new Error('outer', { cause: new Error('quotes a request') });
    jsonLog((line) => lines.push(line)).warn('Something happened.', { job_id: 'j', error });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/\n$/);
    expect(JSON.parse(lines[0]!)).toMatchObject({
      level: 'WARN',
      message: 'Something happened.',
      job_id: 'j',
      error: { name: 'Error', message: 'outer' },
    });
    expect(lines[0]).not.toContain('quotes a request');
  });
});
