import { describe, expect, it } from '@jest/globals';
import { refusal } from '../../../bin/local/loopback.ts';

const HOST = { host: '127.0.0.1:4000' };
const ANOTHER_SITE = "Another site's page may not call this server: it may only link to it.";

describe('a request to a server of this machine', () => {
  it.each([
    ['of a program', {}],
    ['of the server’s own page', { origin: 'http://127.0.0.1:4000', 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors' }],
    ['of an address that the user types', { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }],
    ['of a link on another site', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }],
  ])('%s is allowed', (_, headers) => {
    expect(refusal({ ...HOST, ...headers }, 4000)).toBeUndefined();
  });

  it.each([
    [{ host: 'evil.example.com' }, 'The Host "evil.example.com" is not this server: use 127.0.0.1:4000.'],
    [{ host: '127.0.0.1:4001' }, 'The Host "127.0.0.1:4001" is not this server: use 127.0.0.1:4000.'],
    [{ ...HOST, origin: 'https://evil.example.com' }, 'The Origin "https://evil.example.com" may not call this server.'],
    [{ ...HOST, origin: 'null' }, 'The Origin "null" may not call this server.'],
    [{ ...HOST, origin: 'http://127.0.0.1:8080' }, 'The Origin "http://127.0.0.1:8080" may not call this server.'],
    // An image, a script, a frame, and a page of another port: the browser sends no Origin with them.
    [{ ...HOST, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' }, ANOTHER_SITE],
    [{ ...HOST, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'script' }, ANOTHER_SITE],
    [{ ...HOST, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' }, ANOTHER_SITE],
    [{ ...HOST, 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' }, ANOTHER_SITE],
  ])('with %j is refused', (headers, reason) => {
    expect(refusal(headers, 4000)).toBe(reason);
  });
});
