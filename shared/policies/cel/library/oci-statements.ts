/**
 * Reads the statements of OCI's IAM policies, which are sentences: `Allow group Ops to use users in tenancy where target.group.name != 'Administrators'`.
 * https://docs.oracle.com/iaas/Content/Identity/Concepts/policysyntax.htm
 */
import { NotKnown } from '../run.ts';
import { type Alternatives, type Term, alternativesOf, textMatches } from './oci-conditions.ts';
import { type Token, tokensOf, TokenReader, Unreadable } from './oci-tokens.ts';

/** All texts but `Text` are in lower case, because OCI ignores the case of names and words. */
export interface OciStatement {
  /** The statement as it is written. */
  readonly Text: string;
  /** `allow`, `deny`, `endorse` (own groups in other tenancies), `admit` (groups of other tenancies) or `define`. */
  readonly Effect: string;
  /** `group default/ops`, `group id ocid1.group…`, `dynamic-group default/web`, `service faas`, `any-user`, `any-group`. */
  readonly Subjects: readonly string[];
  /** `inspect`, `read`, `use`, `manage`; empty where single permissions are named. */
  readonly Verb: string;
  /** Single permissions in braces: `volume_delete`. */
  readonly Permissions: readonly string[];
  /** `all-resources`, `users`, `volume-family`; empty where single permissions are named. */
  readonly Resource: string;
  /** `tenancy`, `compartment a:b`, `compartment id ocid1.compartment…`, `any-tenancy`. */
  readonly Location: string;
}

const EFFECTS = ['allow', 'deny', 'endorse', 'admit'];
const NAMED_SUBJECTS = ['group', 'dynamic-group', 'service'];
const EVERYONE = ['any-user', 'any-group'];
const DEFAULT_DOMAIN = 'default';
const FIELDS = ['Effect', 'Subjects', 'Verb', 'Permissions', 'Resource', 'Location'] as const;

/** By statement that `ociStatements` gave. */
const conditions = new WeakMap<object, Alternatives>();
/** By text. The same policies are read by several expressions. */
const CACHED = 10_000;
const cache = new Map<string, OciStatement>();

/** The statements of a policy. One that cannot be read has its `Text` only; an expression that depends on its other fields is not known. */
export const ociStatements = (texts: readonly unknown[]): readonly OciStatement[] => texts.map(statementOf);

/**
 * Whether the statement's condition is false wherever the variable has the value. The case of letters does not matter. A request without
 * the variable does not meet a condition on it, so it needs no care.
 * @throws TypeError if the statement is not one of `ociStatements`
 */
export function ociRulesOut(statement: object, variable: string, value: string): boolean {
  const alternatives = conditions.get(statement);
  if (!alternatives) throw new TypeError('oci_rules_out takes a statement of oci_statements.');
  const excludes = ({ variable: named, operator, values }: Term): boolean => {
    if (named !== variable.toLowerCase()) return false;
    const matched = values.some((each) => textMatches(each, value.toLowerCase()));
    return operator === '=' || operator === 'in' ? !matched : (operator === '!=' || operator === 'not in') && matched;
  };
  return alternatives.every((terms) => terms.some(excludes));
}

function statementOf(text: unknown): OciStatement {
  if (typeof text !== 'string') throw new TypeError('A statement of an OCI policy is a text.');
  const known = cache.get(text);
  if (known) return known;
  const statement = read(text);
  if (cache.size >= CACHED) cache.clear();
  cache.set(text, statement);
  return statement;
}

function read(text: string): OciStatement {
  try {
    const tokens = tokensOf(text);
    const where = tokens.findIndex((token) => token.word === 'where');
    const head = where < 0 ? tokens : tokens.slice(0, where);
    const statement = { Text: text, ...headOf(new TokenReader(head)) };
    conditions.set(statement, where < 0 ? [[]] : alternativesOf(new TokenReader(tokens.slice(where + 1))));
    return statement;
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return unreadable(text, error.message);
  }
}

function unreadable(text: string, why: string): OciStatement {
  const statement = { Text: text };
  const error = new NotKnown(`the statement '${text.slice(0, 200)}' cannot be read: ${why}`);
  for (const field of FIELDS) {
    Object.defineProperty(statement, field, {
      enumerable: true,
      get() {
        throw error;
      },
    });
  }
  // Each field throws when it is read.
  return statement as OciStatement;
}

function headOf(reader: TokenReader): Omit<OciStatement, 'Text'> {
  const none = { Subjects: [], Verb: '', Permissions: [], Resource: '', Location: '' };
  if (reader.take('define')) return { ...none, Effect: 'define' };
  const Effect = reader.one(EFFECTS);
  const Subjects = subjectsOf(reader.until('to'));
  const Permissions = reader.take('{') ? permissionsOf(reader) : [];
  const Verb = Permissions.length > 0 ? '' : reader.name();
  const Resource = Permissions.length > 0 ? '' : reader.name();
  if (!reader.take('in')) throw new Unreadable('it names no location');
  const Location = locationOf(reader);
  // The words that follow name another tenancy, or the other end of a peering.
  if (!reader.ended && Effect !== 'endorse' && Effect !== 'admit') throw new Unreadable(`'${reader.rest()}' is not expected`);
  return { Effect, Subjects, Verb, Permissions, Resource, Location };
}

function permissionsOf(reader: TokenReader): readonly string[] {
  const permissions: string[] = [];
  do permissions.push(reader.name());
  while (reader.take(','));
  if (!reader.take('}')) throw new Unreadable('its list of permissions does not end');
  return permissions;
}

function locationOf(reader: TokenReader): string {
  if (reader.take('tenancy')) return 'tenancy';
  if (reader.take('any-tenancy')) return 'any-tenancy';
  if (!reader.take('compartment')) throw new Unreadable('its location is neither a compartment nor the tenancy');
  if (!reader.take('id')) return `compartment ${reader.name()}`;
  const id = reader.name();
  // The root compartment is the tenancy.
  return id.startsWith('ocid1.tenancy.') ? 'tenancy' : `compartment id ${id}`;
}

/** `group A, B`; `group id X, id Y`; `group A, group B`; `group A of tenancy T`. */
function subjectsOf(tokens: readonly Token[]): readonly string[] {
  const reader = new TokenReader(tokens);
  const subjects: string[] = [];
  let kind: string | undefined;
  let byId = false;
  do {
    const everyone = EVERYONE.find((each) => reader.take(each));
    if (everyone !== undefined) {
      subjects.push(everyone);
      continue;
    }
    const named = NAMED_SUBJECTS.find((each) => reader.take(each));
    if (named !== undefined) [kind, byId] = [named, false];
    if (kind === undefined) throw new Unreadable('it does not say to whom it applies');
    if (reader.take('id')) byId = true;
    subjects.push(byId ? `${kind} id ${reader.name()}` : `${kind} ${nameOf(kind, reader.name())}`);
    if (reader.take('of')) reader.skipTo(',');
  } while (reader.take(','));
  if (!reader.ended) throw new Unreadable(`'${reader.rest()}' is not expected`);
  return subjects;
}

/** Groups are named with their identity domain, the default one if it is left out. */
const nameOf = (kind: string, name: string): string => (kind === 'service' || name.includes('/') ? name : `${DEFAULT_DOMAIN}/${name}`);
