import { expect, it } from '@jest/globals';
import { plainUrl } from '../../../../shared/clouds/reader/plain-url.ts';

it.each([
  ['https://user:word@host.example:8443/a/b?code=x&y=/z@#part', 'https://***:***@host.example:8443/a/b'],
  ['https://user:w@rd@host.example/a', 'https://***:***@host.example/a'],
  ['https://host.example?mail=a@b.example', 'https://host.example'],
  ['HTTPS://word@host.example', 'HTTPS://***@host.example'],
  ['//word@host.example/a', '//***@host.example/a'],
  ['https://:word@host.example', 'https://***:***@host.example'],
  ['https://***:***@host.example', 'https://***:***@host.example'],
  ['https://host.example/@team/a', 'https://host.example/@team/a'],
  ['https://${stageVariables.host}/{proxy}?code=a\nb', 'https://${stageVariables.host}/{proxy}'],
  ['/index.html#part', '/index.html'],
  ['arn:aws:apigateway:eu-west-1:sqs:path/1/queue?Action=SendMessage', 'arn:aws:apigateway:eu-west-1:sqs:path/1/queue'],
  ['', ''],
])('stores %s as %s', (url, plain) => {
  expect(plainUrl(url)).toBe(plain);
});
