/**
 * The canonical form of IAM policy documents, which is equal for documents of the same meaning: a string equals a list of one, and
 * the order and the repetition of statements, principals, actions, resources and condition values do not count.
 */
import { canonicalObject, canonicalValue, compareValues, isObject, type Json, sortedSet } from './canonical-value.ts';

/**
 * Whether `value` has the shape of an IAM policy document. Every statement must have an `Effect`, because other configurations,
 * such as the rules of a web ACL, have a member `Statement` too.
 */
export function isPolicyDocument(value: Json): boolean {
  const statements = value['Statement'];
  if (statements === undefined) return false;
  if (!Array.isArray(statements)) return isStatement(statements);
  return statements.length > 0 && statements.every(isStatement);
}

const isStatement = (value: unknown): boolean => isObject(value) && typeof value['Effect'] === 'string';

/** The document with sorted members, and with a sorted list without repetition wherever IAM takes one value or a list. */
export const canonicalDocument = (document: Json): Json =>
  canonicalObject(document, (name, member) =>
    name === 'Statement' ? withoutRepetition(listOf(member).map(canonicalStatement)) : canonicalValue(member),
  );

const canonicalStatement = (statement: unknown): unknown => canonicalObject(statement as Json, statementMember);

function statementMember(name: string, member: unknown): unknown {
  switch (name) {
    case 'Action':
    case 'NotAction':
    case 'Resource':
    case 'NotResource':
      return values(member);
    case 'Principal':
    case 'NotPrincipal':
      // The text `*` stands for everyone; an object names principals by kind.
      return isObject(member) ? canonicalObject(member, (_kind, names) => values(names)) : canonicalValue(member);
    case 'Condition':
      return isObject(member) ? canonicalObject(member, (_operator, keys) => conditionKeys(keys)) : canonicalValue(member);
    default:
      return canonicalValue(member);
  }
}

const conditionKeys = (keys: unknown): unknown =>
  isObject(keys) ? canonicalObject(keys, (_key, member) => values(member)) : canonicalValue(keys);

const values = (member: unknown): unknown => withoutRepetition(listOf(member).map(canonicalValue));

const withoutRepetition = (list: readonly unknown[]): readonly unknown[] =>
  sortedSet(list).filter((element, place, sorted) => place === 0 || compareValues(sorted[place - 1], element) !== 0);

const listOf = (member: unknown): readonly unknown[] => (Array.isArray(member) ? member : [member]);
