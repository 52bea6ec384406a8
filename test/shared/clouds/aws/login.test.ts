import { describe, expect, it } from '@jest/globals';
import type { AwsCredentials } from '../../../../shared/clouds/aws/clients.ts';
import { cachedCredentials } from '../../../../shared/clouds/aws/login.ts';
import { ManualClock } from '../../../support/fakes.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A login whose credentials last an hour, and whose requests are counted. */
function login() {
  const clock = new ManualClock();
  const state = { requests: 0, fails: false };
  const fetch = async (): Promise<AwsCredentials> => {
    state.requests += 1;
    if (state.fails) throw new Error('STS does not answer.');
    return { accessKeyId: `key-${state.requests}`, secretAccessKey: 'secret', expiration: new Date(clock.now() + HOUR) };
  };
  const credentials = cachedCredentials(fetch, clock);
  return { clock, state, key: async () => (await credentials()).accessKeyId };
}

describe('the credentials of a session', () => {
  it('are fetched once for calls at the same time, and renewed five minutes before they end', async () => {
    const { clock, state, key } = login();
    expect(await Promise.all([key(), key(), key()])).toEqual(['key-1', 'key-1', 'key-1']);
    clock.advance(54 * MINUTE);
    expect(await key()).toBe('key-1');
    clock.advance(2 * MINUTE);
    expect(await Promise.all([key(), key()])).toEqual(['key-2', 'key-2']);
    expect(state.requests).toBe(2);
  });

  it('stay in use while a renewal fails and they have not ended', async () => {
    const { clock, state, key } = login();
    await key();
    state.fails = true;
    clock.advance(57 * MINUTE);
    expect(await key()).toBe('key-1');
    state.fails = false;
    expect(await key()).toBe('key-3');
  });

  it('fail the call once they have ended and cannot be renewed, and are fetched again at the next call', async () => {
    const { clock, state, key } = login();
    await key();
    state.fails = true;
    clock.advance(HOUR);
    await expect(key()).rejects.toThrow('STS does not answer.');
    state.fails = false;
    expect(await key()).toBe('key-3');
  });
});
