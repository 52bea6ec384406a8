import { expect, it } from '@jest/globals';
import { subjectAddress } from '../../web/src/pages/notifications/subject.ts';

it.each([
  ['muster.finding.opened', 'aws.s3.a#aws:1|T|r|x/y', {}, '/findings/aws.s3.a%23aws%3A1%7CT%7Cr%7Cx%2Fy'],
  ['muster.resource.assigned', 'aws:1', { account_id: 'aws:1' }, '/account?id=aws%3A1'],
  ['muster.resource.assigned', 'aws:1|T|r|x', { account_id: 'aws:1' }, '/resources/one?id=aws%3A1%7CT%7Cr%7Cx'],
  ['muster.constructor.opened', 'x', {}, undefined],
])('a notification of %s about %s is shown at its page', (type, subject, data, expected) => {
  expect(subjectAddress({ type, subject, data })).toBe(expected);
});
