/**
 * The names by which resources refer to each other, and which resource a name means. Everything that follows relationships from one resource to the next uses
 * `bestOf`; the SQL of the view `edges` (edges-sql.ts) says the same, and a test compares the two. docs/adr/0047-the-graph.md says why the rules are as they are.
 */
import { GLOBAL_SEGMENT, type Relationship } from '../clouds/cloud.ts';
import { type AccountId, nativeId, parseAccountId, type ResourceUid } from '../ids.ts';

/** The relation of a resource with other names of its own: a key with its aliases. A reference to such a name means the resource. */
export const KNOWN_AS = 'known_as';

/** The part of a stored resource that says what it is called and what it names. */
export interface Linked {
  readonly resource_uid: ResourceUid;
  readonly account_id: AccountId;
  readonly type: string;
  readonly region: string;
  readonly resource_id: string;
  readonly native_id: string | null;
  readonly name: string | null;
  readonly tags: Readonly<Record<string, string>> | null;
  readonly relationships: readonly Relationship[];
}

/** A name as a relationship writes it: the type of the resource that it names, and its text. */
export type Reference = Pick<Relationship, 'type' | 'id'>;

/**
 * How a resource bears a name.
 * - `home`: as its id, and the resource belongs to the account that it is stored in.
 * - `guest`: as its id, and the resource belongs to another account, which shares it.
 * - `name`: as its mere name, which counts only if no resource has it as its id.
 */
export type Bearing = 'home' | 'guest' | 'name';

/** A resource that bears a name. */
export interface Bearer {
  readonly resource_uid: ResourceUid;
  readonly account_id: AccountId;
  /** The resource's own type. */
  readonly type: string;
  readonly region: string;
  readonly bearing: Bearing;
}

/** A name of a resource. */
export interface OwnName extends Reference {
  readonly bearing: Bearing;
}

/** A regular expression of the word in any case, as every engine takes it: V8 has once matched `(?i:…)` wrongly. */
function inAnyCase(word: string): string {
  return word.replaceAll(/[a-z]/g, (letter) => `[${letter.toUpperCase()}${letter}]`);
}

/**
 * Regular expressions, which SQL takes too, over `<type> <text>` for the names that no two resources of an organization share: ARNs, ids of Azure Resource Manager, OCIDs, UUIDs,
 * ids of EC2, and names that AWS itself keeps unique. A name of another form means a resource of the same account. People choose many names of AWS, such as that of the log group
 * `/aws/lambda/f`, and may choose one that looks like an id of another cloud; so the forms of Azure and OCI count for their types alone, which have no colon.
 */
export const UNIQUE_NAME = `^([^ ]+ arn:|[^ :]+ (/(${inAnyCase('subscriptions')}|${inAnyCase('providers')})/|ocid1[.]|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$)|AWS::EC2::[^ ]+ [a-z][a-z-]*-([0-9a-f]{8}|[0-9a-f]{17})$|AWS::(S3::Bucket|CloudFront::Distribution|Route53::HostedZone) )`;
/** ARNs of what AWS itself provides in every account, such as its managed policies: each account has it as its own. */
export const PROVIDED_NAME = '^[^ ]+ arn:[^:]*:[^:]*:[^:]*:aws:';

const UNIQUE = new RegExp(UNIQUE_NAME);
const PROVIDED = new RegExp(PROVIDED_NAME);

/** Whether the name means the same resource in every account. */
export function isUnique({ type, id }: Reference): boolean {
  const text = `${type} ${id}`;
  return UNIQUE.test(text) && !PROVIDED.test(text);
}

/** Every name of the resource, each once. */
export function namesOf(resource: Linked): readonly OwnName[] {
  const { type, resource_id, native_id, name, tags, relationships } = resource;
  const bearing = isHome(resource) ? 'home' : 'guest';
  const ids = [resource_id, ...(native_id === null ? [] : [native_id])].map((id) => ({ type, id, bearing }) as const);
  const aliases = relationships
    .filter(({ relation }) => relation === KNOWN_AS)
    .map((alias) => ({ type: alias.type, id: alias.id, bearing }) as const);
  // Anybody who may tag a resource could give it the name of another one.
  const own = name !== null && name !== tags?.['Name'] ? [{ type, id: name, bearing: 'name' } as const] : [];
  const named = new Map<string, OwnName>();
  for (const each of [...ids, ...aliases, ...own]) {
    const key = JSON.stringify([each.type, each.id]);
    if (!named.has(key)) named.set(key, each);
  }
  return [...named.values()];
}

/** The relationships of the resource, each once. */
export const linksOf = ({ relationships }: Linked): readonly Relationship[] => [
  ...new Map(relationships.map((link) => [JSON.stringify([link.relation, link.type, link.id]), link])).values(),
];

/** The account that an ARN names; empty if it names none, or if the text is no ARN. */
const ownerIn = (text: string): string => /^arn:[^:]*:[^:]*:[^:]*:([^:]*):/.exec(text)?.[1] ?? '';

/** Whether the account may own what has the name. */
const mayOwn = (accountId: AccountId, name: string): boolean => ['', nativeId(accountId)].includes(ownerIn(name));

/** Whether the resource belongs to the account that it is stored in: its ARN names that account, or none. */
const isHome = ({ native_id, account_id }: Linked): boolean => mayOwn(account_id, native_id ?? '');

/** The accounts that may have what the name means in the mouth of `from`: its own, and the one that an ARN names. Undefined: any. */
export function accountsOf({ account_id }: Pick<Linked, 'account_id'>, name: Reference): readonly AccountId[] | undefined {
  if (!isUnique(name)) return [account_id];
  const owner = ownerIn(name.id);
  if (owner === '') return undefined;
  return /^\d{12}$/.test(owner) ? [...new Set([account_id, parseAccountId(owner)])] : [account_id];
}

/**
 * The bearers that the name fits best in the mouth of `from`, of each type on their own, because a key and its alias share a name. A name means a resource if it fits that one
 * alone best; of several, none is meant: nothing is guessed.
 * @param bearers those of the name in `accountsOf`; others do not count
 */
export function bestOf(
  from: Pick<Linked, 'resource_uid' | 'account_id' | 'region'>,
  name: Reference,
  bearers: readonly Bearer[],
): readonly (readonly Bearer[])[] {
  const unique = isUnique(name);
  const others = bearers.filter(({ resource_uid }) => resource_uid !== from.resource_uid);
  return [...Map.groupBy(others, ({ type }) => type).values()].map((ofType) => {
    const ranked = ofType.map((bearer) => [unique ? rankOfUnique(from, name, bearer) : rankInAccount(from, bearer), bearer] as const);
    const best = Math.min(...ranked.map(([rank]) => rank));
    return best >= NOT_MEANT ? [] : ranked.filter(([rank]) => rank === best).map(([, bearer]) => bearer);
  });
}

const NOT_MEANT = 9;

function rankOfUnique(from: Pick<Linked, 'account_id'>, name: Reference, { account_id, bearing }: Bearer): number {
  const isOwn = account_id === from.account_id;
  if (bearing === 'home' && isOwn) return 0;
  // An id that people choose may look like an ARN of another account.
  if (bearing === 'home' && mayOwn(account_id, name.id)) return 1;
  return bearing === 'guest' && isOwn ? 2 : NOT_MEANT;
}

function rankInAccount(from: Pick<Linked, 'account_id' | 'region'>, { account_id, region, bearing }: Bearer): number {
  if (account_id !== from.account_id) return NOT_MEANT;
  const weak = bearing === 'name' ? 2 : 0;
  if (region === from.region) return weak;
  return region === GLOBAL_SEGMENT || from.region === GLOBAL_SEGMENT ? weak + 1 : NOT_MEANT;
}
