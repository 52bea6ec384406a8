import { expect, it } from '@jest/globals';
import { createDashboard } from '../../../bin/local/dashboard.ts';
import { accountsNote, firstRequest, serving } from '../../../bin/local/session.ts';
import type { StackModel } from '../../../bin/local/stack-model.ts';

const stack = { functions: [] } as unknown as StackModel; // Only the functions are read.
const saidOf = (url: string, tokensOnly: boolean, web = false): readonly string[] => {
  const dashboard = web ? createDashboard(url) : undefined;
  return serving({ url, logs: 'logs', stack, dashboard, signInLink: () => `${url}/ui/#sign-in=token` }, tokensOnly).split('\n');
};

it('a platform that serves says where its reference is, and how to be somebody else', () => {
  expect(saidOf('http://127.0.0.1:4000', false)).toEqual(
    expect.arrayContaining([
      'Its reference for reading: http://127.0.0.1:4000/docs',
      "Calls without a token are the administrator's; to be somebody else: npm run muster -- login",
    ]),
  );
});

it('a platform that wants a token for every call says how to get one', () => {
  expect(saidOf('http://127.0.0.1:4001', true)).toEqual([
    'The API serves on http://127.0.0.1:4001/app until Ctrl-C, and every call needs a token. Log in as one of the users of this machine:',
    '  npm run muster -- login --api http://127.0.0.1:4001',
    'Logs of the functions: logs',
  ]);
});

it.each([false, true])('a platform with a dashboard first shows its link (tokens only: %j)', (tokensOnly) => {
  expect(saidOf('http://127.0.0.1:4000', tokensOnly, true)[0]).toBe('The dashboard: http://127.0.0.1:4000/ui/#sign-in=token');
});

it('a platform that stays exports after its first scan, and one that ends does not begin what it would cut off', () => {
  const scan = { operation: 'scan', policy: '*' };

  expect(firstRequest({ once: false })).toEqual({ operation: 'inventory', then: { ...scan, then: { operation: 'export' } } });
  expect(firstRequest({ once: true })).toEqual({ operation: 'inventory', then: scan });
});

it('the number of accounts that was asked for is told to have no effect only where the estate has another', () => {
  expect(accountsNote(7, 3)).toBe(
    '--accounts 7 has no effect: the estate was registered with 3. Start afresh with --fresh for another estate.',
  );
  expect([accountsNote(3, 3), accountsNote(undefined, 3)]).toEqual([undefined, undefined]);
});
