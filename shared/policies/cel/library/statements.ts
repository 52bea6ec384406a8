/** Normalises the statements of an IAM policy document: one shape for every way to write them. */
import { isNarrowing } from './conditions.ts';

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
  /** Whether a condition limits callers to certain accounts, organizations, networks, addresses or resources. */
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
  'Narrowed',
];

type Json = Readonly<Record<string, unknown>>;

/** Statements by document, because several policies read the same document; an entry lives as long as its document. */
const normalised = new WeakMap<object, readonly Statement[]>();

/** Null means that there is no document, and gives no statements. @throws TypeError if the value is not a JSON object */
export function statementsOf(document: unknown): readonly Statement[] {
  if (document === null) return [];
  if (!isObject(document)) throw new TypeError('The policy document is not a JSON object.');
  const known = normalised.get(document);
  if (known) return known;
  const statements = listOf(document['Statement']).map(statementOf);
  normalised.set(document, statements);
  // An expression may pass a single statement in place of a document.
  for (const statement of statements) normalised.set(statement, [statement]);
  return statements;
}

function statementOf(statement: unknown): Statement {
  if (!isObject(statement)) throw new TypeError('The policy document has a statement that is not a JSON object.');
  const conditions = conditionsOf(statement['Condition']);
  return {
    Sid: textsOf(statement['Sid'])[0] ?? '',
    Effect: textsOf(statement['Effect'])[0] ?? '',
    Principals: principalsOf(statement['Principal']),
    NotPrincipals: principalsOf(statement['NotPrincipal']),
    Actions: textsOf(statement['Action']).map(lower),
    NotActions: textsOf(statement['NotAction']).map(lower),
    Resources: textsOf(statement['Resource']),
    NotResources: textsOf(statement['NotResource']),
    Conditions: conditions,
    Narrowed: isNarrowing(conditions),
  };
}

function principalsOf(principal: unknown): readonly string[] {
  if (principal === undefined || principal === null) return [];
  if (!isObject(principal)) return textsOf(principal);
  return Object.entries(principal).flatMap(([kind, values]) =>
    textsOf(values).map((value) => (value === '*' && kind === 'AWS' ? '*' : `${kind}:${value}`)),
  );
}

function conditionsOf(condition: unknown): Statement['Conditions'] {
  if (!isObject(condition)) return {};
  const operators = Object.entries(condition).map(([operator, keys]) => {
    const values = Object.entries(isObject(keys) ? keys : {}).map(([key, value]) => [lower(key), textsOf(value)] as const);
    return [operator, Object.fromEntries(values)] as const;
  });
  return Object.fromEntries(operators);
}

const textsOf = (value: unknown): readonly string[] => listOf(value).map(String);

const listOf = (value: unknown): readonly unknown[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];

const isObject = (value: unknown): value is Json => value !== null && typeof value === 'object' && !Array.isArray(value);

const lower = (text: string): string => text.toLowerCase();
