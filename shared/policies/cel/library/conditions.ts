/**
 * Reads the conditions of IAM statements: which keys a request must have, with which values, and whether that limits who may
 * call. Whether it does follows the rules by which S3 decides whether a policy is public:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
import { globsMeet, hasWildcard } from './globs.ts';
import { cidrContains, cidrSize, isInternet } from './networks.ts';

/** One key of one operator of a statement's `Condition`. */
export interface Condition {
  /** The operator without its qualifiers, in lower case: `stringlike`. */
  readonly operator: string;
  /** Also holds for requests without the key: `…IfExists`, `ForAllValues:`. */
  readonly optional: boolean;
  /** `ForAnyValue:`, which never holds for requests without the key. */
  readonly any: boolean;
  /** In lower case, because IAM ignores the case of keys. */
  readonly key: string;
  /** The condition holds if one of them does; in negated operators, if none does. */
  readonly values: readonly string[];
}

/** A condition that holds only for requests that have the key, with one of the values. */
export interface Demand {
  /** `StringLike`, without `ForAnyValue:` and `IfExists`. */
  readonly Operator: string;
  readonly Key: string;
  readonly Values: readonly string[];
}

/** Operators that hold only for requests that have the key; those with `Not` hold for requests without it. */
const DEMANDING: ReadonlyMap<string, string> = new Map(
  [
    'StringEquals',
    'StringEqualsIgnoreCase',
    'StringLike',
    'ArnEquals',
    'ArnLike',
    'IpAddress',
    'Bool',
    'BinaryEquals',
    'NumericEquals',
    'NumericLessThan',
    'NumericLessThanEquals',
    'NumericGreaterThan',
    'NumericGreaterThanEquals',
    'DateEquals',
    'DateLessThan',
    'DateLessThanEquals',
    'DateGreaterThan',
    'DateGreaterThanEquals',
  ].map((name) => [name.toLowerCase(), name]),
);

/** Operators that ask whether the key has one of the values. */
const NAMING: ReadonlySet<string> = new Set([
  'StringEquals',
  'StringEqualsIgnoreCase',
  'StringLike',
  'ArnEquals',
  'ArnLike',
  'IpAddress',
  'NumericEquals',
]);

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
  'ec2:sourceinstancearn',
  's3:dataaccesspointarn',
  's3:x-amz-server-side-encryption-aws-kms-key-id',
  'lambda:sourcefunctionarn',
]);
/** Keys whose value is the id of an organization, a VPC or a VPC endpoint, or the name of a service of AWS. */
const NAME_KEYS: ReadonlySet<string> = new Set([
  'aws:principalorgid',
  'aws:sourceorgid',
  'aws:vpceorgid',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:principalservicename',
]);
/** `AROAEXAMPLE:session`, `AIDAEXAMPLE`: the part before the colon names one identity. */
const USER_ID_KEY = 'aws:userid';
/** Keys whose value is a path in an organization: its first part names one organization. */
const PATH_KEYS: ReadonlySet<string> = new Set(['aws:principalorgpaths', 'aws:sourceorgpaths', 'aws:vpceorgpaths']);
/** Not `aws:VpcSourceIp`: every account can have a VPC with the same private addresses. */
const ADDRESS_KEY = 'aws:sourceip';

const PRIVATE_BLOCKS = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'];

/** `{ForAnyValue:StringLike: {aws:PrincipalOrgPaths: […]}}` as a list. `values` gives the texts of a value that is one text or a list. */
export function conditionsOf(
  condition: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  values: (value: unknown) => readonly string[],
): readonly Condition[] {
  return Object.entries(condition).flatMap(([qualified, keys]) => {
    const [, forAny, forAll, operator = '', ifExists] = /^(?:(ForAnyValue:)|(ForAllValues:))?(.*?)(IfExists)?$/i.exec(qualified) ?? [];
    const optional = forAll !== undefined || ifExists !== undefined;
    return Object.entries(keys).map(([key, value]) => ({
      operator: operator.toLowerCase(),
      optional,
      any: forAny !== undefined,
      key: key.toLowerCase(),
      values: values(value),
    }));
  });
}

/** The demands that the conditions make of every request, in an order of its own. `Null: {key: false}` demands that the key is there, whatever its value. */
export function demandsOf(conditions: readonly Condition[]): readonly Demand[] {
  const isPresence = ({ operator, values }: Condition): boolean =>
    operator === 'null' && values.length > 0 && values.every((value) => value.toLowerCase() === 'false');
  const present = new Set(conditions.filter(isPresence).map(({ key }) => key));
  const demands = conditions.flatMap((condition): readonly Demand[] => {
    const { key, values, optional } = condition;
    if (isPresence(condition)) return [{ Operator: 'Null', Key: key, Values: values }];
    const Operator = DEMANDING.get(condition.operator);
    return Operator === undefined || values.length === 0 || (optional && !present.has(key)) ? [] : [{ Operator, Key: key, Values: values }];
  });
  return demands.length < 2 ? demands : demands.toSorted((a, b) => compare(a.Key, b.Key) || compare(a.Operator, b.Operator));
}

/** Negated operators, which hold for requests without the key. */
const NEGATED: ReadonlyMap<string, string> = new Map([
  ['stringnotequals', 'StringEquals'],
  ['stringnotequalsignorecase', 'StringEqualsIgnoreCase'],
  ['stringnotlike', 'StringLike'],
  ['arnnotequals', 'ArnEquals'],
  ['arnnotlike', 'ArnLike'],
  ['notipaddress', 'IpAddress'],
]);

/** The demand that every request meets for which the condition does not hold; undefined if that is no demand. */
export function demandBeyond({ operator, any, key, values }: Condition): Demand | undefined {
  const Operator = NEGATED.get(operator);
  return Operator === undefined || any || values.length === 0 ? undefined : { Operator, Key: key, Values: values };
}

/** Keys of the identity or the network of a caller, which the calls of services do not have. */
const CALLER_KEYS = /^aws:(principal(account|arn|orgid|orgpaths|tag\/.*)|userid|username|sourceip|sourcevpce?|vpce.*|vpcsourceip)$/;

/** Whether a service of AWS can meet the demand. `arns`: a pattern of the ARNs on whose behalf it calls. */
export function canBeMetByService({ Operator, Key, Values }: Demand, service: string, arns: string): boolean {
  if (Key === 'aws:principalservicename') return Values.some((value) => globsMeet(value, service));
  if (Key === 'aws:sourcearn') return Operator === 'Null' || Values.some((value) => globsMeet(value, arns));
  return !CALLER_KEYS.test(Key);
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** The keys by which the demands limit callers to accounts, organizations, networks, addresses or resources that they name. */
export const fixedKeysOf = (demands: readonly Demand[]): readonly string[] => [
  ...new Set(demands.filter((demand) => NAMING.has(demand.Operator) && isFixed(demand)).map(({ Key }) => Key)),
];

/** Whether a demand is met only by callers, or by resources on whose behalf they call, in the account. */
export const isLimitedTo = (demands: readonly Demand[], account: string): boolean =>
  demands.some(
    ({ Operator, Key, Values }) =>
      NAMING.has(Operator) &&
      Values.every(
        (value) => (ACCOUNT_KEYS.has(Key) && value === account) || (ARN_KEYS.has(Key) && fixedAccount(value, Operator) === account),
      ),
  );

/** The account that an ARN without wildcards before it names, 12 digits; undefined if it names none. */
export function accountOfArn(arn: string): string | undefined {
  const account = arn.split(':', 5)[4];
  return account !== undefined && /^\d{12}$/.test(account) ? account : undefined;
}

const isFixed = (demand: Demand): boolean =>
  demand.Key === ADDRESS_KEY ? areSmallNetworks(demand.Values) : demand.Values.every(isFixedBy(demand));

const isFixedBy =
  ({ Operator, Key }: Demand) =>
  (value: string): boolean => {
    // A policy variable is filled in with what the caller brings.
    if (value.includes('${')) return false;
    if (ACCOUNT_KEYS.has(Key)) return /^\d{12}$/.test(value);
    if (ARN_KEYS.has(Key)) return fixedAccount(value, Operator) !== undefined || isExactArn(value);
    if (NAME_KEYS.has(Key)) return value !== '' && !hasWildcard(value);
    if (Key === USER_ID_KEY) return /^[^*?:]+(:|$)/.test(value);
    return PATH_KEYS.has(Key) && /^o-[a-z0-9]+\//.test(value);
  };

/**
 * The account of every ARN that the pattern matches; undefined if it is not the same for all. ARN operators compare part by
 * part; in the others, a wildcard before the account also stands for colons: `arn:aws:*:111122223333:*` matches the role
 * `arn:aws:iam::999988887777:role/:111122223333:/x`.
 */
function fixedAccount(pattern: string, operator: string): string | undefined {
  if (!operator.startsWith('Arn') && hasWildcard(pattern.split(':', 5).join(':'))) return undefined;
  return accountOfArn(pattern);
}

/** ARNs of S3 have no account, but nobody can have a bucket of the same name; so the bucket's name must be without wildcards. */
function isExactArn(arn: string): boolean {
  if (!hasWildcard(arn)) return /^arn:[^:]+:[^:]+:[^:]*:[^:]*:./.test(arn);
  return /^arn:[^:*?]+:s3:::[^:/*?]+\//.test(arn);
}

/** S3 treats a block broader than /8 (IPv4) or /32 (IPv6) as public, except private networks. Several blocks must not be the internet together. */
function areSmallNetworks(blocks: readonly string[]): boolean {
  try {
    return blocks.every(isSmallNetwork) && !isInternet(blocks, 'ipv4') && !isInternet(blocks, 'ipv6');
  } catch {
    return false;
  }
}

function isSmallNetwork(block: string): boolean {
  if (PRIVATE_BLOCKS.some((network) => cidrContains(network, block))) return true;
  const { family, prefix } = cidrSize(block);
  return prefix >= (family === 'ipv4' ? 8 : 32);
}
