import { describe, expect, it } from '@jest/globals';
import { exchangeFromEnvironment } from '../../../../shared/clouds/aws/answering.ts';
import { demoEnvironment } from '../../../../shared/clouds/aws/demo/environment.ts';
import { sendToAws } from '../../../../shared/clouds/aws/exchange.ts';

describe('exchangeFromEnvironment', () => {
  it('sends the calls to AWS if no variable is set', () => {
    expect(exchangeFromEnvironment({})).toEqual({ exchange: sendToAws, offline: false });
  });

  it.each([{ MUSTER_ANSWERER: 'file:///somewhere.ts' }, { MUSTER_REPLAY: 'somewhere' }])('needs no network with %j', (environment) => {
    expect(exchangeFromEnvironment(environment).offline).toBe(true);
  });

  it('refuses two answerers', () => {
    expect(() => exchangeFromEnvironment({ MUSTER_ANSWERER: 'file:///somewhere.ts', MUSTER_REPLAY: 'somewhere' })).toThrow(
      'MUSTER_REPLAY and MUSTER_ANSWERER are both set',
    );
  });

  it('loads the module that the environment names, and names a module that cannot be loaded', async () => {
    const call = { account: '100200300400', region: 'us-east-1', service: 'organizations', operation: 'ListAccounts', input: {} };
    const send = async (): Promise<object> => {
      throw new Error('Nothing may be sent.');
    };
    const { exchange } = exchangeFromEnvironment(demoEnvironment({ accounts: 3, day: 1 }));
    const nobody = exchangeFromEnvironment({ MUSTER_ANSWERER: 'file:///nobody/here.ts' });

    expect(await exchange(call, send)).toMatchObject({ Accounts: [{}, {}, {}, { Status: 'SUSPENDED' }] });
    await expect(nobody.exchange(call, send)).rejects.toThrow(
      'MUSTER_ANSWERER: file:///nobody/here.ts cannot answer in the place of AWS: ',
    );
  });

  it('refuses impossible settings of a demo estate', async () => {
    const { exchange } = exchangeFromEnvironment({ ...demoEnvironment({ accounts: 3, day: 1 }), MUSTER_DEMO: 'accounts=none' });
    const call = { account: '1', region: 'us-east-1', service: 'sts', operation: 'GetCallerIdentity', input: {} };

    await expect(exchange(call, async () => ({}))).rejects.toThrow('MUSTER_DEMO: accounts is "none"');
  });
});
