import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type AccountId, resourceUid } from '../../shared/ids.ts';
import { readableFindingId, readableUid, storedFindingId, storedSubject, storedUid } from '../../shared/readable-ids.ts';

const ACCOUNT = 'aws:123456789012' as AccountId;

/** No shell, and no part of a URL's path, takes one of these characters for its own. */
const EASY = /^[A-Za-z0-9._:/@+,=-]+$/;

describe('the readable id of a resource', () => {
  it.each([
    ['logs', 'logs'],
    ['/aws/lambda/x', '/aws/lambda/x'],
    ['https://sqs.eu-west-1.amazonaws.com/1/q', 'https://sqs.eu-west-1.amazonaws.com/1/q'],
    ['a|b#c', 'a=7Cb=23c'],
    ['ann@example.com', 'ann@example.com'],
    ['team@', 'team@'],
    ['@', '@'],
    ['a=7C', 'a=3D7C'],
    ["it's $(rm) \u001b[2J %20", 'it=27s=20=24=28rm=29=20=1B=5B2J=20=2520'],
    ['ü', '=C3=BC'],
  ])('of %j ends with %j', (id, end) => {
    expect(readableUid(resourceUid(ACCOUNT, 'AWS::S3::Bucket', 'eu-west-1', id))).toBe(`aws:123456789012@AWS::S3::Bucket@eu-west-1@${end}`);
  });

  it('is easy on shells whatever the resource is called, and stands for exactly one stored id', () => {
    // Half of the texts are made of the signs that ids themselves are made of.
    const signs = fc.string({ unit: fc.constantFrom('@', '|', '#', '=', '/', ':', 'a', '4', '0'), minLength: 1, maxLength: 6 });
    const anything = fc.oneof(signs, fc.string({ unit: 'grapheme', minLength: 1 }));
    const part = anything.map((text) => text.replaceAll('|', '-'));
    fc.assert(
      fc.property(part, part, anything, (type, segment, id) => {
        const uid = resourceUid(ACCOUNT, type, segment, id);
        const findingId = `aws.s3.x#${uid}`;

        expect(readableUid(uid)).toMatch(EASY);
        expect(storedUid(readableUid(uid))).toBe(uid);
        expect(storedUid(uid)).toBe(uid);
        expect(readableFindingId(findingId)).toMatch(EASY);
        expect(storedFindingId(readableFindingId(findingId))).toBe(findingId);
        expect(storedFindingId(findingId)).toBe(findingId);
      }),
    );
  });

  it.each(['', 'logs', 'a@b', 'a@b@c', 'a@b@c@', '@@@', 'ann@example.com'])('is not %j, which is left as it is', (text) => {
    expect(storedUid(text)).toBe(text);
  });
});

describe('what an event or a change is about', () => {
  const uid = resourceUid(ACCOUNT, 'AWS::S3::Bucket', 'eu-west-1', 'a@b');
  it.each([
    [uid, uid],
    [readableUid(uid), uid],
    [readableFindingId(`my.policy#${uid}`), `my.policy#${uid}`],
    [`my.policy#${uid}`, `my.policy#${uid}`],
    [ACCOUNT, ACCOUNT],
    ['cus_a', 'cus_a'],
    ['a@b@c@d@e', 'a@b@c@d@e'],
  ])('is named by %j as %j', (written, stored) => expect(storedSubject(written)).toBe(stored));
});
