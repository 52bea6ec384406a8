import { describe, expect, it } from '@jest/globals';
import { AnsweredError, type Answerer, type CloudCall } from '../../../../../shared/clouds/aws/answerer.ts';
import { demoAccounts } from '../../../../../shared/clouds/aws/demo/accounts.ts';
import { Throttle } from '../../../../../shared/clouds/aws/demo/throttle.ts';
import { awsSamples } from '../../../../../shared/clouds/aws/demo/demo-answerer.ts';
import { demoAnswerer } from '../../../../../shared/clouds/aws/demo/demo-answerer.ts';
import { idOfAccount, readAccount } from './read-account.ts';

const library = awsSamples();
const yes: Answerer = { answer: async () => ({ ok: true }) };

const call = (place: number, service = 'ec2'): CloudCall => ({
  account: '112233445566',
  region: 'us-east-1',
  service,
  operation: 'DescribeVpcs',
  input: { NextToken: String(place) },
});

async function refusals(answerer: Answerer, calls: readonly CloudCall[]): Promise<(string | undefined)[]> {
  const names: (string | undefined)[] = [];
  for (const each of calls) {
    const name = await answerer.answer(each).then(
      () => undefined,
      (error: unknown) => (error instanceof AnsweredError ? `${error.name} ${error.status}` : 'other'),
    );
    names.push(name);
  }
  return names;
}

const calls = (service?: string): CloudCall[] => Array.from({ length: 2_000 }, (_, place) => call(place, service));

describe('throttling', () => {
  it.each([
    ['ec2', 'RequestLimitExceeded 503'],
    ['s3', 'SlowDown 503'],
    ['iam', 'Throttling 400'],
    ['rds', 'Throttling 400'],
    ['lambda', 'TooManyRequestsException 429'],
  ])('refuses about one call in 200 of %s, by the code of the service', async (service, refusal) => {
    const refused = (await refusals(new Throttle(yes, library), calls(service))).filter((name) => name !== undefined);

    expect(new Set(refused)).toEqual(new Set([refusal]));
    expect(refused.length).toBeGreaterThan(2);
    expect(refused.length).toBeLessThan(25);
  });

  it('lets the call through when it comes again', async () => {
    const throttle = new Throttle(yes, library);
    const due = calls();
    const first = await refusals(throttle, due);
    const again = due.filter((_, place) => first[place] !== undefined);

    expect(again.length).toBeGreaterThan(0);
    expect(await refusals(throttle, again)).toEqual(again.map(() => undefined));
  });

  it('refuses the same calls in any order', async () => {
    const forward = await refusals(new Throttle(yes, library), calls());
    const backward = await refusals(new Throttle(yes, library), calls().toReversed());

    expect(backward.toReversed()).toEqual(forward);
  });

  it('never refuses a login', async () => {
    expect((await refusals(new Throttle(yes, library), calls('sts'))).every((name) => name === undefined)).toBe(true);
  });

  it('meets some accounts of the usual demo estate, and none of them often', async () => {
    let refused = 0;
    // Organizations refuses what it has to all accounts but the first.
    const isThrottled = ({ name, status }: AnsweredError): boolean => status !== 404 && name !== 'AccessDeniedException';
    const counting = (answerer: Answerer): Answerer => ({
      answer: (each) =>
        answerer.answer(each).catch((error: unknown) => {
          if (error instanceof AnsweredError && isThrottled(error)) refused += 1;
          throw error;
        }),
    });
    const perAccount: number[] = [];
    for (const { account_id } of demoAccounts(8).filter((_, index) => ![2, 3, 4].includes(index))) {
      refused = 0;
      await readAccount(counting(demoAnswerer({ accounts: 8, day: 1 })), idOfAccount(account_id));
      perAccount.push(refused);
    }

    expect(Math.max(...perAccount)).toBeGreaterThan(0);
    expect(Math.max(...perAccount)).toBeLessThan(8);
  });
});
