/** Callers whose requests are signed with IAM: which of them may do what, by the ARNs of their roles and users. */
import { z } from 'zod';
import { Forbidden, InvalidRequest } from '../errors.ts';
import { starMatcher } from '../star-matcher.ts';
import { type Role, ROLES } from './principal.ts';
import { ALL_ACCOUNTS, type Caller, type Reach, reachOf } from './reach.ts';

const right = z
  .strictObject({
    role: z.enum(ROLES),
    accounts: z.array(z.string().min(1)).min(1).optional(),
    customer_id: z.string().optional(),
  })
  .readonly();

/** As an administrator writes it: by ARN, a role, or a role with the accounts or the customer that it is for. */
const written = z.record(z.string(), z.union([z.enum(ROLES), right]));

interface Rule {
  readonly fits: (identity: Arn) => boolean;
  readonly role: Role;
  readonly reach: Reach;
}

export type IamRoles = readonly Rule[];

/** Names everybody who may call, as the last of several ARNs. */
const EVERYBODY = '*';

const EVERYBODY_IS_ADMIN: IamRoles = [{ fits: () => true, role: 'admin', reach: { kind: 'all' } }];

/**
 * @param text JSON: `{"arn:aws:iam::123456789012:role/Ops*": "operator", "*": {"role": "viewer", "accounts": ["unit:/Root/Prod/*"]}}`. Without it,
 * whoever IAM lets call is an administrator.
 * @throws InvalidRequest naming the ARN whose rule cannot be used
 */
export function parseIamRoles(text: string | undefined): IamRoles {
  if (text === undefined) return EVERYBODY_IS_ADMIN;
  const parsed = written.safeParse(jsonOf(text));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue?.path[0] === undefined ? 'It' : `The value of ${JSON.stringify(String(issue.path[0]))}`;
    throw new InvalidRequest(
      'iam-roles',
      `${where} is not understood: the mapping is JSON, with a role (${ROLES.join(', ')}) or {"role", "accounts", "customer_id"} for each ARN.`,
      ROLES,
    );
  }
  return Object.entries(parsed.data).map(([pattern, given]) => {
    const { role, accounts, customer_id } = typeof given === 'string' ? { role: given } : given;
    return { fits: matcherOf(pattern), role, reach: reachOf(accounts ?? [ALL_ACCOUNTS], customer_id) };
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * The caller of this ARN, by the first rule that names it.
 * @param arn as API Gateway verified it; the session of a role has the ARN of that session
 * @throws Forbidden if no rule names it
 */
export function iamCaller(arn: string, rules: IamRoles): Caller {
  const identity = identityOf(arn);
  const rule = rules.find(({ fits }) => fits(identity));
  if (!rule)
    throw new Forbidden(
      `${arn} may call this API, but has no role in it; an administrator gives one to ${textOf(identity)} in muster:iam-roles.`,
    );
  return { id: arn, name: arn, role: rule.role, reach: rule.reach };
}

/** The parts of an ARN of IAM, which a pattern is compared with one by one: names of users may hold colons and slashes. */
interface Arn {
  readonly partition: string;
  readonly account: string;
  /** `role`, `user`, `federated-user`, `root`. */
  readonly kind: string;
  readonly name: string;
}

const ARN = /^arn:([^:]*):(?:iam|sts)::([^:]*):([^/:]+)(?:\/(.*))?$/s;

/** A session of a role is taken for that role. STS leaves out the role's path, so no role has one here; names are unique without it. */
function identityOf(arn: string): Arn {
  const [, partition = '', account = '', kind = '', rest = ''] = ARN.exec(arn) ?? [];
  if (kind === 'assumed-role') return { partition, account, kind: 'role', name: rest.split('/')[0]! };
  return { partition, account, kind, name: kind === 'role' ? rest.slice(rest.lastIndexOf('/') + 1) : rest };
}

const textOf = ({ partition, account, kind, name }: Arn): string =>
  `arn:${partition}:iam::${account}:${kind}${name === '' ? '' : `/${name}`}`;

/** The kinds that a pattern may name: a session is named by its role. */
const KINDS: readonly string[] = ['role', 'user', 'federated-user', 'root'];

/** @throws InvalidRequest for a pattern that is no ARN of IAM, or that would fit more than it says */
function matcherOf(pattern: string): Rule['fits'] {
  if (pattern === EVERYBODY) return () => true;
  const shown = JSON.stringify(pattern.slice(0, 200));
  const [, , , kind = '', rest = ''] = ARN.exec(pattern) ?? [];
  if (!KINDS.includes(kind))
    throw new InvalidRequest(
      'iam-roles',
      `${shown} is not the ARN of a role or a user; write one such as arn:aws:iam::123456789012:role/Ops*, or * for everybody else.`,
    );
  const name = rest.slice(rest.lastIndexOf('/') + 1);
  if (kind === 'role' && name !== rest && rest.includes('*'))
    throw new InvalidRequest(
      'iam-roles',
      `${shown} has a path and a *, but a session's ARN has no path, so others would fit too; write the role's name without its path.`,
    );
  const wanted = identityOf(pattern);
  const fits = (Object.keys(wanted) as (keyof Arn)[]).map((part) => [part, starMatcher(wanted[part].split('*'))] as const);
  return (identity) => fits.every(([part, matches]) => matches(identity[part]));
}
