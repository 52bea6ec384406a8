/**
 * Grants to services of AWS, which act for others: without a condition that says for whom, anyone who has the service act reaches the resource (the
 * confused deputy problem, https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html).
 */
import { shownStatements, statementsOf } from './statements.ts';

/** The keys by which services tell on whose behalf they act. */
const FOR_WHOM: readonly string[] = ['aws:sourcearn', 'aws:sourceaccount', 'aws:sourceorgid', 'aws:sourceorgpaths'];

/**
 * The statements that allow something to a service, for an expression; denials are not considered. `except`: principals of services that do not count,
 * such as `s3.amazonaws.com`.
 * @throws TypeError if the value is no policy document
 */
export function serviceGrants(document: unknown, except: readonly string[]): readonly unknown[] {
  const statements = statementsOf(document);
  const left = new Set(except.map((name) => `Service:${name}`));
  return shownStatements(document).filter((_, at) => {
    const { Effect, Principals } = statements[at]!;
    return Effect === 'Allow' && Principals.some((principal) => principal.startsWith('Service:') && !left.has(principal));
  });
}

/** Whether every statement demands an account, an organization or a resource that it names as the one for which a service acts. */
export const saysForWhom = (document: unknown): boolean =>
  statementsOf(document).every(({ FixedKeys }) => FixedKeys.some((key) => FOR_WHOM.includes(key)));
