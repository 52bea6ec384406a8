import { describe, expect, it } from '@jest/globals';
import { exchangeFromEnvironment } from '../../../../shared/clouds/aws/answering.ts';
import { direct } from '../../../../shared/clouds/aws/exchange.ts';

describe('exchangeFromEnvironment', () => {
  it('leaves the calls to AWS unless told otherwise', () => {
    expect(exchangeFromEnvironment({})).toEqual({ exchange: direct, offline: false });
  });

  it.each([{ MUSTER_DEMO: 'accounts=3,day=1' }, { MUSTER_DEMO: '' }, { MUSTER_REPLAY: 'somewhere' }])(
    'needs no network with %j',
    (environment) => {
      expect(exchangeFromEnvironment(environment).offline).toBe(true);
    },
  );

  it('lets one answer only', () => {
    expect(() => exchangeFromEnvironment({ MUSTER_DEMO: 'accounts=3', MUSTER_REPLAY: 'somewhere' })).toThrow(
      'MUSTER_REPLAY and MUSTER_DEMO are both set',
    );
  });

  it('refuses a demo estate that cannot be', () => {
    expect(() => exchangeFromEnvironment({ MUSTER_DEMO: 'accounts=none' })).toThrow('MUSTER_DEMO');
  });
});
