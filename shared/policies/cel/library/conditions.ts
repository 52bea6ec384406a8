/**
 * Decides whether a condition of an IAM statement limits who may call. The rules are those by which S3 decides whether a
 * policy is public: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
import { cidrContains } from './networks.ts';

type Conditions = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** Keys whose value is an account id. */
const ACCOUNT_KEYS: ReadonlySet<string> = new Set([
  'aws:sourceaccount',
  'aws:sourceowner',
  'aws:principalaccount',
  'aws:vpceaccount',
  'kms:calleraccount',
  's3:dataaccesspointaccount',
]);
/** Keys whose value is an ARN, which names an account, or a bucket. */
const ARN_KEYS: ReadonlySet<string> = new Set([
  'aws:sourcearn',
  'aws:principalarn',
  'aws:sourcevpcarn',
  's3:dataaccesspointarn',
  'lambda:sourcefunctionarn',
]);
/** Keys whose value is the id of an organization, a VPC or a VPC endpoint. */
const NAME_KEYS: ReadonlySet<string> = new Set([
  'aws:principalorgid',
  'aws:sourceorgid',
  'aws:vpceorgid',
  'aws:sourcevpc',
  'aws:sourcevpce',
]);
/** `AROAEXAMPLE:session`, `AIDAEXAMPLE`: the part before the colon names one identity. */
const USER_ID_KEY = 'aws:userid';
/** Keys whose value is a path in an organization: its first part names one organization. */
const PATH_KEYS: ReadonlySet<string> = new Set(['aws:principalorgpaths', 'aws:sourceorgpaths', 'aws:vpceorgpaths']);
const ADDRESS_KEYS: ReadonlySet<string> = new Set(['aws:sourceip', 'aws:vpcsourceip']);

/** Operators that hold only if the request has one of the values. `…IfExists` and `ForAllValues:` also hold for requests without the key. */
const DEMANDING = /^(ForAnyValue:)?(StringEquals|StringEqualsIgnoreCase|StringLike|ArnEquals|ArnLike|IpAddress)$/i;

const PRIVATE_BLOCKS = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'];

/** Whether the conditions limit the callers. All conditions of a statement must hold, so one that limits callers is enough. */
export const isNarrowing = (conditions: Conditions): boolean =>
  demands(conditions).some(([key, values]) => values.every((value) => isFixed(key, value)));

/** Whether a condition holds only for callers, or for resources on whose behalf they call, in the account. */
export const isLimitedTo = (conditions: Conditions, account: string): boolean =>
  demands(conditions).some(([key, values]) =>
    values.every((value) => (ACCOUNT_KEYS.has(key) && value === account) || (ARN_KEYS.has(key) && accountOfArn(value) === account)),
  );

/** The ARN's account, 12 digits; undefined if it names no account or has a wildcard there. */
export function accountOfArn(arn: string): string | undefined {
  const account = arn.split(':', 5)[4];
  return account !== undefined && /^\d{12}$/.test(account) ? account : undefined;
}

/** The keys and values of the conditions that hold only if the request has one of the values. */
const demands = (conditions: Conditions): (readonly [string, readonly string[]])[] =>
  Object.entries(conditions)
    .filter(([operator]) => DEMANDING.test(operator))
    .flatMap(([, keys]) => Object.entries(keys))
    .filter(([, values]) => values.length > 0);

function isFixed(key: string, value: string): boolean {
  if (value.includes('${')) return false;
  if (ACCOUNT_KEYS.has(key)) return /^\d{12}$/.test(value);
  if (ARN_KEYS.has(key)) return isFixedArn(value);
  if (NAME_KEYS.has(key)) return !/[*?]/.test(value);
  if (key === USER_ID_KEY) return /^[^*?:]+(:|$)/.test(value);
  if (PATH_KEYS.has(key)) return /^o-[a-z0-9]+\//.test(value);
  return ADDRESS_KEYS.has(key) && isSmallNetwork(value);
}

/** Whether the ARN has an account without wildcards or, if ARNs of the service have no account (S3), the beginning of a name. */
function isFixedArn(arn: string): boolean {
  const [, , , , account, ...resource] = arn.split(':');
  if (account === undefined) return false;
  return account === '' ? /^[^*?]/.test(resource.join(':')) : /^\d{12}$/.test(account);
}

/** S3 treats a block broader than /8 (IPv4) or /32 (IPv6) as public, except private networks. */
function isSmallNetwork(block: string): boolean {
  try {
    if (PRIVATE_BLOCKS.some((network) => cidrContains(network, block))) return true;
    const prefix = Number(block.split('/')[1] ?? 128);
    return block.includes(':') ? prefix >= 32 : prefix >= 8;
  } catch {
    return false;
  }
}
