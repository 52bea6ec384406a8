import { describe, expect, it } from '@jest/globals';
import { parseDemoSettings } from '../../../../shared/clouds/demo/settings.ts';

describe('the settings of the demo estate', () => {
  it('are read from the form that the local platform writes', () => {
    expect(parseDemoSettings('accounts=40,day=2')).toEqual({ accounts: 40, day: 2 });
  });

  it.each([
    ['', { accounts: 25, day: 1 }],
    ['day=2', { accounts: 25, day: 2 }],
    [' accounts = 3 ', { accounts: 3, day: 1 }],
    ['accounts=10000', { accounts: 10_000, day: 1 }],
  ])('fill in what %j leaves out', (text, settings) => {
    expect(parseDemoSettings(text)).toEqual(settings);
  });

  it.each(['accounts=0', 'accounts=10001', 'accounts=2.5', 'accounts=-1', 'accounts=', 'accounts=many'])(
    'refuse %j and say the range',
    (text) => {
      expect(() => parseDemoSettings(text)).toThrow(/MUSTER_DEMO: accounts is .*from 1 to 10000/);
    },
  );

  it('refuse a third day', () => {
    expect(() => parseDemoSettings('day=3')).toThrow('MUSTER_DEMO: day is "3"; the demo estate has day 1 and day 2.');
  });

  it.each(['acounts=3', 'accounts', 'day=1=2', 'day=1,day=2'])('refuse %j, naming the part', (text) => {
    expect(() => parseDemoSettings(text)).toThrow(/is not (understood|among)|day is|accounts is/);
  });

  it('name the field that they came in', () => {
    expect(() => parseDemoSettings('accounts=0', '--accounts')).toThrow(/^--accounts:/);
  });
});
