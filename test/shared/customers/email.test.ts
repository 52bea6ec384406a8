import { describe, expect, it } from '@jest/globals';
import { emailKey } from '../../../shared/customers/email.ts';

describe('an e-mail address', () => {
  it.each([
    ['It@Acme.example', 'it@ACME.EXAMPLE'],
    ['straße@a.example', 'STRASSE@a.example'],
    ['ΟΔΟΣ@a.example', 'οδοσ@a.example'],
    ['\u01f0@a.example', 'J\u030c@a.example'],
    ['\u0390@a.example', '\u03aa\u0301@a.example'],
    ['ｉｔ@a.example', 'IT@a.example'],
    ['it@bücher.example', 'it@XN--BCHER-KVA.example'],
  ])('%s is the same as %s', (one, other) => {
    expect(emailKey(one)).toBeDefined();
    expect(emailKey(one)).toBe(emailKey(other));
  });

  it.each(['a@b', '@b.example', 'a b@c.example', 'a@b.example\n', 'a\u0000@b.example', `${'a'.repeat(65)}@b.example`, 'a@-b.example'])(
    'is not %j',
    (text) => expect(emailKey(text)).toBeUndefined(),
  );

  it('differs where letters do', () => expect(emailKey('a@b.example')).not.toBe(emailKey('ä@b.example')));
});
