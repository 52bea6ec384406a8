/**
 * Ids as people see and type them: `aws:123456789012@AWS::S3::Bucket@eu-west-1@logs` for a resource, and `<policy>@<that>` for its finding.
 * No shell takes a character of them for its own. They stand for the stored ids, `account|type|segment|id` and `policy#account|type|segment|id`,
 * which are accepted too wherever an id is read.
 */
import { parseResourceUid } from './ids.ts';

/** Other characters are written as `=` and two hexadecimal digits for each byte of UTF-8: neither shells nor URLs change that. */
const UNSAFE = /[^A-Za-z0-9._:/@+,-]/gu;
const UNSAFE_OR_SEPARATOR = /[^A-Za-z0-9._:/+,-]/gu;
const ESCAPED = /(?:=[0-9A-F]{2})+/g;

const escaped = (text: string, unsafe = UNSAFE_OR_SEPARATOR): string =>
  text.toWellFormed().replaceAll(unsafe, (character) => Buffer.from(character).toString('hex').toUpperCase().replaceAll(/../g, '=$&'));

const unescaped = (text: string): string =>
  text.replaceAll(ESCAPED, (bytes) => Buffer.from(bytes.replaceAll('=', ''), 'hex').toString('utf8'));

/** The readable form of a stored id of a resource; a text that is none is returned as it is. */
export function readableUid(uid: string): string {
  const parts = parseResourceUid(uid);
  if (!parts) return uid;
  const { account_id, type, segment, resource_id } = parts;
  return [...[account_id, type, segment].map((part) => escaped(part)), escaped(resource_id, UNSAFE)].join('@');
}

/** The readable form of a stored id of a finding; a text that is none is returned as it is. */
export function readableFindingId(id: string): string {
  const hash = id.indexOf('#');
  const uid = id.slice(hash + 1);
  return hash < 1 || !parseResourceUid(uid) ? id : `${escaped(id.slice(0, hash))}@${readableUid(uid)}`;
}

/** The stored id of a resource, from either form; a text that is neither is returned as it is. */
export const storedUid = (text: string): string => (text.includes('|') ? text : (joined(text.split('@'), '') ?? text));

/** The stored id of a finding, from either form; a text that is neither is returned as it is. */
export function storedFindingId(text: string): string {
  if (text.includes('|')) return text;
  const [policy, ...uid] = text.split('@');
  return joined(uid, `${unescaped(policy!)}#`) ?? text;
}

function joined([account, type, segment, ...rest]: readonly string[], before: string): string | undefined {
  const resource = rest.join('@');
  if (!account || !type || !segment || resource === '') return undefined;
  return before + [account, type, segment, resource].map(unescaped).join('|');
}

const ACCOUNT = /^[a-z]+:[^|]/;

/** The stored id of what an event or a change is about: that of a resource or a finding, from either form; any other text as it is. */
export function storedSubject(text: string): string {
  const uid = storedUid(text);
  if (ACCOUNT.test(uid) && parseResourceUid(uid)) return uid;
  const finding = storedFindingId(text);
  const ofFinding = finding.slice(finding.indexOf('#') + 1);
  return finding.includes('#') && ACCOUNT.test(ofFinding) && parseResourceUid(ofFinding) ? finding : text;
}
