/** The identity of a finding, which is also its sort key. */
import { createHash } from 'node:crypto';
import { InvalidRequest } from '../errors.ts';
import { type AccountId, parseAccountId, parseResourceUid, type ResourceUid } from '../ids.ts';
import { storedFindingId } from '../readable-ids.ts';
import { POLICY_ID } from '../policies/policy.ts';
import { MAX_SORT_KEY_BYTES } from '../storage/item-size.ts';

/** The most bytes of UTF-8 that one UTF-16 unit of a text can take. */
const MAX_BYTES_PER_UNIT = 3;
/** The length of `~` and a SHA-256 in base64url. */
const HASH_CHARACTERS = 44;

/** `<policy_id>#<resource_uid>`. If that is too long for a sort key, its end is replaced by a hash of the whole. */
export function findingId(policyId: string, uid: ResourceUid): string {
  const whole = `${policyId}#${uid}`;
  if (whole.length * MAX_BYTES_PER_UNIT <= MAX_SORT_KEY_BYTES) return whole;
  const bytes = Buffer.from(whole);
  if (bytes.length <= MAX_SORT_KEY_BYTES) return whole;
  let end = MAX_SORT_KEY_BYTES - HASH_CHARACTERS;
  while (isContinuation(bytes[end]!)) end -= 1;
  return `${bytes.toString('utf8', 0, end)}~${createHash('sha256').update(bytes).digest('base64url')}`;
}

/** Whether the byte continues a character of several bytes. */
const isContinuation = (byte: number): boolean => (byte & 0xc0) === 0x80;

export interface FindingKey {
  readonly account_id: AccountId;
  readonly finding_id: string;
  readonly policy_id: string;
  /** Where the id ends in a hash, so does this. */
  readonly resource_uid: ResourceUid;
}

/** `written`: the stored or the readable form. @throws InvalidRequest naming `field` */
export function parseFindingId(written: string, field = 'finding_id'): FindingKey {
  const text = storedFindingId(written);
  const hash = text.indexOf('#');
  const policyId = text.slice(0, Math.max(0, hash));
  const uid = parseResourceUid(text.slice(hash + 1));
  if (!POLICY_ID.test(policyId) || !uid || Buffer.byteLength(text) > MAX_SORT_KEY_BYTES) {
    throw new InvalidRequest(
      field,
      `${field}: ${JSON.stringify(written.slice(0, 200))} is not a finding's id; write <policy>@<account>@<type>@<segment>@<id of the resource>, as a list of findings shows it.`,
    );
  }
  return {
    account_id: parseAccountId(uid.account_id, field),
    finding_id: text,
    policy_id: policyId,
    resource_uid: text.slice(hash + 1) as ResourceUid,
  };
}
