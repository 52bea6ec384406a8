/** Checks the errors by which a definition says "not enabled", "not set" and "deleted": a call that failed must mean none of these. */
import type { ErrorSign, NotEnabled } from './definition.ts';

/** Error codes that services use for a missing permission; some use them for other errors too. */
const DENIAL_CODE = /Denied|Forbidden|Authoriz|Permission|^AuthFailure|^InvalidAccess/i;
/** Codes of errors that another attempt may not meet. */
const PASSING_CODE = /Throttl|TooManyRequests|RequestLimitExceeded|SlowDown|Unavailable|^Internal|Timeout|TimedOut/i;
/** IAM names the user and the action. */
const DENIAL =
  'User: arn:aws:sts::123456789012:assumed-role/R/s is not authorized to perform: s3:ListBucket, with an explicit deny in a policy';
/** The words of services that name neither, so that only another call tells why they refuse. */
const BARE_DENIAL = "You don't have permissions to access this resource.";

/** @returns a sentence for each problem */
export function notEnabledProblems(entries: readonly NotEnabled[] = []): readonly string[] {
  return entries.flatMap((entry) => {
    if (typeof entry === 'string') {
      if (PASSING_CODE.test(entry)) return [`notEnabled has ${entry}, which another attempt may not meet.`];
      return DENIAL_CODE.test(entry)
        ? [`notEnabled has ${entry} alone, which may be a missing permission; give the text that tells the two apart.`]
        : [];
    }
    if (!isPattern(entry.text)) return [`notEnabled has the text ${entry.text}, which is no regular expression.`];
    const denials = 'onlyIn' in entry ? [DENIAL] : [DENIAL, BARE_DENIAL];
    return denials.some((denial) => new RegExp(entry.text).test(denial))
      ? [`notEnabled has the text ${entry.text}, which the message of a missing permission matches too.`]
      : [];
  });
}

/** @returns a sentence for each problem of the errors by which the operation says "not set" */
export function absentProblems(operation: string, signs: readonly ErrorSign[] = []): readonly string[] {
  return signs.flatMap((sign) => {
    const code = typeof sign === 'string' ? sign : sign.code;
    if (PASSING_CODE.test(code)) return [`${operation} takes ${code} for "not set", which another attempt may not meet.`];
    if (typeof sign === 'string') {
      return DENIAL_CODE.test(sign)
        ? [`${operation} takes ${sign} alone for "not set", which may be a missing permission; give the text that tells the two apart.`]
        : [];
    }
    return sign.text === '' || [DENIAL, BARE_DENIAL].some((denial) => denial.includes(sign.text))
      ? [`${operation} takes the text ${JSON.stringify(sign.text)} for "not set", which the message of a missing permission has too.`]
      : [];
  });
}

/** @returns a sentence for each code that does not prove that an item was deleted */
export const goneProblems = (codes: readonly string[] = []): readonly string[] =>
  codes
    .filter((code) => DENIAL_CODE.test(code) || PASSING_CODE.test(code))
    .map((code) => `gone has ${code}, which does not prove that an item was deleted.`);

function isPattern(text: string): boolean {
  try {
    return text !== '' && new RegExp(text) instanceof RegExp;
  } catch {
    return false;
  }
}
