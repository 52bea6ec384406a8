import type { LambdaClient } from '@aws-sdk/client-lambda';
import { describe, expect, it } from '@jest/globals';
import { NotLoggedIn } from '../../../shared/clouds/login.ts';
import { NotFound } from '../../../shared/errors.ts';
import { answerCheck, checkOverLambda, isCheck } from '../../../shared/platform/check-over-lambda.ts';
import { CHECKED } from '../../support/api-fixture.ts';

const lambdaAnswering = (payload: unknown, functionError?: string) => {
  const sent: unknown[] = [];
  const client = {
    send: ({ input }: { readonly input: unknown }) => {
      sent.push(input);
      return Promise.resolve({ Payload: Buffer.from(JSON.stringify(payload)), ...(functionError && { FunctionError: functionError }) });
    },
  };
  // The part of the client that is called.
  return { client: client as unknown as LambdaClient, sent };
};

describe('a check of a connection by the worker', () => {
  it('is asked for in an event that the worker knows from a batch of messages', async () => {
    const { client, sent } = lambdaAnswering(CHECKED);

    expect(await checkOverLambda(client, 'worker', 'aws')).toEqual(CHECKED);

    const [{ FunctionName, Payload }] = sent as [{ readonly FunctionName: string; readonly Payload: string }];
    expect(FunctionName).toBe('worker');
    expect(isCheck(JSON.parse(Payload))).toBe(true);
    expect(isCheck({ Records: [] })).toBe(false);
    expect(isCheck({ check_connection: 'aws', Records: [] })).toBe(false);
  });

  it('fails without the words of the worker, which may be anything', async () => {
    const { client } = lambdaAnswering({ errorType: 'TypeError', errorMessage: 'planted' }, 'Unhandled');

    await expect(checkOverLambda(client, 'worker', 'aws')).rejects.toThrow('The check of the connection failed in the worker: Unhandled.');
  });

  it('logs in by the stored connection, which may be gone', async () => {
    const connection = { connection_id: 'aws', provider: 'aws', settings: {}, name: 'AWS', created_at: '' } as const;
    const connections = { get: (id: string) => Promise.resolve(id === 'aws' ? connection : undefined) };
    const { signal } = new AbortController();
    const agent = { renewed: () => Promise.reject(new NotLoggedIn('The secret has expired.')) };

    expect(await answerCheck({ check_connection: 'aws' }, connections, { agent, types: [], signal })).toMatchObject({
      connection_id: 'aws',
      status: 'failed',
      problems: [{ message: 'The secret has expired.' }],
    });
    await expect(answerCheck({ check_connection: 'gone' }, connections, { agent, types: [], signal })).rejects.toThrow(NotFound);
  });
});
