/** Normalises the statements of an IAM policy document: one shape for every way to write them. */
import { readable, unwrapped } from '../maps.ts';
import { type Condition, conditionsOf, type Demand, demandsOf, fixedKeysOf } from './conditions.ts';

export interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  /** `*` for everyone; any other principal with its kind: `AWS:arn:…`, `AWS:123456789012`, `Service:lambda.amazonaws.com`, `Federated:…`. */
  readonly Principals: readonly string[];
  readonly NotPrincipals: readonly string[];
  /** In lower case, because IAM ignores the case of actions. */
  readonly Actions: readonly string[];
  readonly NotActions: readonly string[];
  readonly Resources: readonly string[];
  readonly NotResources: readonly string[];
  /** By operator, then by key in lower case, the values: `{StringEquals: {'aws:sourceaccount': ['123456789012']}}`. */
  readonly Conditions: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  /** The conditions that hold only for requests that have the key, with one of the values. All of them must hold. */
  readonly Demands: readonly Demand[];
  /** The keys, in lower case, by which the demands limit callers to accounts, organizations, networks, addresses or resources that they name. */
  readonly FixedKeys: readonly string[];
  /** Whether there is such a key. */
  readonly Narrowed: boolean;
}

export const STATEMENT_FIELDS: readonly (keyof Statement)[] = [
  'Sid',
  'Effect',
  'Principals',
  'NotPrincipals',
  'Actions',
  'NotActions',
  'Resources',
  'NotResources',
  'Conditions',
  'Demands',
  'FixedKeys',
  'Narrowed',
];

type Json = Readonly<Record<string, unknown>>;

/** Statements by document, because several policies read the same document; an entry lives as long as its document. */
const normalised = new WeakMap<object, readonly Statement[]>();
/** The same statements as the CEL library can read them, where that differs. */
const asMaps = new WeakMap<readonly Statement[], readonly unknown[]>();
/** By statement, all statements of its document. */
const documents = new WeakMap<Statement, readonly Statement[]>();
const conditions = new WeakMap<Statement, readonly Condition[]>();

/** Null means that there is no document, and gives no statements. @throws TypeError if the value is no policy document */
export function statementsOf(document: unknown): readonly Statement[] {
  if (document === null) return [];
  if (!isObject(document)) throw new TypeError('The policy document is not a JSON object.');
  const known = normalised.get(document);
  if (known) return known;
  const { Statement: given } = unwrapped(document) as Json;
  const statements = listOf(given).map(statementOf);
  normalised.set(document, statements);
  // An expression may pass a single statement in place of a document.
  for (const statement of statements) {
    normalised.set(statement, [statement]);
    documents.set(statement, statements);
  }
  const maps = readable(statements) as readonly object[];
  if (maps !== statements) {
    asMaps.set(statements, maps);
    for (const [index, map] of maps.entries()) normalised.set(map, [statements[index]!]);
  }
  return statements;
}

/** The statements for an expression. @throws TypeError if the value is no policy document */
export function shownStatements(document: unknown): readonly unknown[] {
  const statements = statementsOf(document);
  return asMaps.get(statements) ?? statements;
}

/** All statements of the document of a statement that `statementsOf` gave. */
export const documentOf = (statement: Statement): readonly Statement[] => documents.get(statement)!;

/** Every condition of a statement that `statementsOf` gave. */
export const allConditions = (statement: Statement): readonly Condition[] => conditions.get(statement)!;

function statementOf(given: unknown): Statement {
  if (!isObject(given)) throw new TypeError('The policy document has a statement that is not a JSON object.');
  const condition = conditionOf(given['Condition']);
  const all = conditionsOf(condition, textsOf);
  const demands = demandsOf(all);
  const fixed = fixedKeysOf(demands);
  const statement: Statement = {
    Sid: textsOf(given['Sid'])[0] ?? '',
    Effect: effectOf(given['Effect']),
    Principals: principalsOf(given['Principal']),
    NotPrincipals: principalsOf(given['NotPrincipal']),
    Actions: textsOf(given['Action']).map(lower),
    NotActions: textsOf(given['NotAction']).map(lower),
    Resources: textsOf(given['Resource']),
    NotResources: textsOf(given['NotResource']),
    Conditions: valuesByKey(condition),
    Demands: demands,
    FixedKeys: fixed,
    Narrowed: fixed.length > 0,
  };
  conditions.set(statement, all);
  return statement;
}

/** AWS takes `Allow` and `Deny` in this case only: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_effect.html */
function effectOf(effect: unknown): string {
  const [text] = textsOf(effect);
  if (text === 'Allow' || text === 'Deny') return text;
  throw new TypeError(
    "The policy document has a statement whose Effect is neither 'Allow' nor 'Deny', so that what it means is not known.",
  );
}

function principalsOf(principal: unknown): readonly string[] {
  if (principal === undefined || principal === null) return [];
  if (!isObject(principal)) return textsOf(principal);
  return Object.entries(principal).flatMap(([kind, values]) =>
    textsOf(values).map((value) => (value === '*' && kind === 'AWS' ? '*' : `${kind}:${value}`)),
  );
}

/** @throws TypeError if it is not an object of objects: what it demands is then not known */
function conditionOf(condition: unknown): Readonly<Record<string, Json>> {
  if (condition === undefined || condition === null) return {};
  if (!isObject(condition) || !Object.values(condition).every(isObject))
    throw new TypeError('The policy document has a condition that does not name operators and keys.');
  return condition as Readonly<Record<string, Json>>;
}

function valuesByKey(condition: Readonly<Record<string, Json>>): Statement['Conditions'] {
  const operators = Object.entries(condition).map(([operator, keys]) => {
    const byKey = new Map<string, readonly string[]>();
    for (const [key, value] of Object.entries(keys)) byKey.set(lower(key), [...(byKey.get(lower(key)) ?? []), ...textsOf(value)]);
    return [operator, Object.fromEntries(byKey)] as const;
  });
  return Object.fromEntries(operators);
}

function textsOf(value: unknown): readonly string[] {
  return listOf(value).map((each) => {
    if (typeof each === 'string') return each;
    if (typeof each === 'number' || typeof each === 'boolean') return String(each);
    throw new TypeError('The policy document has an object or a null where texts belong.');
  });
}

const listOf = (value: unknown): readonly unknown[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];

const isObject = (value: unknown): value is Json => value !== null && typeof value === 'object' && !Array.isArray(value);

const lower = (text: string): string => text.toLowerCase();

/** The members of a statement that tell what it says, without those that are empty. `statement`: as the document has it, or as `statementsOf` gave it. */
export function shownStatement(given: unknown): Readonly<Record<string, unknown>> {
  const [statement] = isObject(given) && !isNormal(given) ? [statementOf(unwrapped(given))] : statementsOf(given);
  if (!statement) throw new TypeError('shown_statement takes a statement of a policy document.');
  const { Demands: _demands, FixedKeys: _fixed, Narrowed: _narrowed, ...said } = statement;
  const shown = Object.fromEntries(Object.entries(said).filter(([, value]) => Object.keys(value).length > 0));
  return readable(shown) as Readonly<Record<string, unknown>>;
}

/** Whether it is a statement as `statementsOf` gives it. */
const isNormal = (given: Json): boolean => !(given instanceof Map) && Object.hasOwn(given, 'Principals');
