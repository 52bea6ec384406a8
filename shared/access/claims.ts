/** Reads a caller out of the claims of a verified token. Each issuer names its claims and its roles in its own way. */
import { z } from 'zod';
import { Forbidden, InvalidRequest, Unauthenticated } from '../errors.ts';
import { splitList } from '../validation/lists.ts';
import { ROLES, type Role } from './principal.ts';
import { type Caller, reachOf } from './reach.ts';

/** The name of a claim; a list leads to a member of a claim: `["realm_access", "roles"]`. */
const claimName = z.union([z.string().min(1).max(200), z.array(z.string().min(1).max(200)).min(1).max(10).readonly()]);
type ClaimName = z.infer<typeof claimName>;

const accountsText = z.union([z.string().min(1), z.array(z.string().min(1)).readonly()]);

/** Which claims say what. Every name has a default. */
export const claimMappingSchema = z
  .strictObject({
    role: claimName.default('muster:role'),
    /** The role of each value of that claim; without it, the values are the names of the roles. */
    roles: z.record(z.string(), z.enum(ROLES)).optional(),
    accounts: claimName.default('muster:accounts'),
    customer_id: claimName.default('customer_id'),
    /** The claims that people may know the caller by, the best one first. */
    name: z.array(claimName).default(['email', 'preferred_username', 'name']),
    /** The accounts of a caller whose token names neither accounts nor a customer: selectors, or `*`. Without it there are none. */
    default_accounts: accountsText.optional(),
  })
  .readonly();
export type ClaimMapping = z.infer<typeof claimMappingSchema>;

export type Claims = Readonly<Record<string, unknown>>;

const MAX_NAME = 200;

/**
 * @param claims of a token that was verified
 * @throws Forbidden if they name no role, or not which accounts the caller may see
 */
export function callerOfClaims(claims: Claims, mapping: ClaimMapping): Caller {
  const { iss, sub } = claims;
  if (typeof iss !== 'string' || typeof sub !== 'string' || sub === '') throw new Unauthenticated('The token has no valid claim "sub".');
  const id = `${iss}#${sub}`;
  const names = mapping.name.map((each) => valueOf(claims, each)).filter((value) => typeof value === 'string');
  const name = (names.find((each) => each.trim() !== '') ?? sub).slice(0, MAX_NAME);
  return { id, name, role: roleOf(claims, mapping), reach: reachOfClaims(claims, mapping) };
}

/** The highest role that the token gives: people are often in several groups. */
function roleOf(claims: Claims, { role: claim, roles }: ClaimMapping): Role {
  const values = textsOf(valueOf(claims, claim)) ?? [];
  const given = roles
    ? Object.keys(roles)
        .filter((value) => values.includes(value))
        .map((value) => roles[value])
    : values;
  const highest = ROLES.findLast((role) => given.includes(role));
  if (highest !== undefined) return highest;
  const came = values.length === 0 ? 'is missing' : `has ${values.slice(0, 5).map(shown).join(', ')}`;
  throw new Forbidden(
    `The token gives no role: its claim ${nameOf(claim)} ${came}, and allowed are ${Object.keys(roles ?? {}).join(', ') || ROLES.join(', ')}; ask your administrator for one.`,
  );
}

function reachOfClaims(claims: Claims, mapping: ClaimMapping): Caller['reach'] {
  const customer = valueOf(claims, mapping.customer_id) ?? undefined;
  const accounts = valueOf(claims, mapping.accounts) ?? undefined;
  if (customer !== undefined && typeof customer !== 'string') throw refused(mapping.customer_id, 'is no text');
  const selectors = textsOf(accounts);
  if (accounts !== undefined && selectors === undefined) throw refused(mapping.accounts, 'is neither a text nor a list of texts');
  const otherwise = customer === undefined ? textsOf(mapping.default_accounts) : undefined;
  if (customer === undefined && selectors === undefined && otherwise === undefined)
    throw new Forbidden(
      `The token does not say what you may see: it has neither a claim ${nameOf(mapping.customer_id)} nor a claim ${nameOf(mapping.accounts)} (* for every account); ask your administrator for one.`,
    );
  try {
    return reachOf(selectors ?? otherwise, customer);
  } catch (error) {
    if (!(error instanceof InvalidRequest)) throw error;
    throw refused(error.field === 'customer_id' ? mapping.customer_id : mapping.accounts, `cannot be used (${error.message})`);
  }
}

const refused = (claim: ClaimName, reason: string): Forbidden =>
  new Forbidden(`The claim ${nameOf(claim)} of the token ${reason}; ask your administrator to correct it.`);

function valueOf(claims: Claims, name: ClaimName): unknown {
  let value: unknown = claims;
  for (const part of typeof name === 'string' ? [name] : name) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = Object.getOwnPropertyDescriptor(value, part)?.value;
  }
  return value;
}

/** A text may be a list with commas, because some issuers have no lists. Undefined for what is neither a text nor a list of texts. */
function textsOf(value: unknown): readonly string[] | undefined {
  if (typeof value === 'string') return splitList(value).filter((text) => text !== '');
  return Array.isArray(value) && value.every((each) => typeof each === 'string') ? value : undefined;
}

const nameOf = (claim: ClaimName): string => (typeof claim === 'string' ? claim : claim.join('.'));
const shown = (text: string): string => JSON.stringify(text.slice(0, 60));
