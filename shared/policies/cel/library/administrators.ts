/** Decides who is an administrator by the policies that an identity has. */
import { coverKind, EVERY_ACTION, everyActionOf, type Home, namesAction, nameEveryAction, reachesKind } from './actions.ts';
import { type Statement, statementsOf } from './statements.ts';

/** Every resource that belongs to an account. */
const EVERYTHING = 'arn:*:*:*:*:*';
const IDENTITIES = ['arn:*:iam::*:user/*', 'arn:*:iam::*:role/*', 'arn:*:iam::*:group/*', 'arn:*:iam::*:policy/*'];

/** Who may do everything but some, and one of these to itself or to an identity that it can become, can give itself the rest. */
const SELF_PROMOTION = [
  'iam:addusertogroup',
  'iam:attachgrouppolicy',
  'iam:attachrolepolicy',
  'iam:attachuserpolicy',
  'iam:createaccesskey',
  'iam:createloginprofile',
  'iam:createpolicyversion',
  'iam:passrole',
  'iam:putgrouppolicy',
  'iam:putrolepolicy',
  'iam:putuserpolicy',
  'iam:setdefaultpolicyversion',
  'iam:updateassumerolepolicy',
  'iam:updateloginprofile',
];

/**
 * Whether the documents together make an administrator. It may do everything; or everything but some, which it can give itself; or everything of
 * IAM to all users, roles, groups or policies, by which it gives itself the rest. Conditions and denials are not considered.
 * `given`: a document, a statement, or a list of these, which may hold lists.
 * @throws TypeError also for a null document: a policy of an identity always has one
 * @throws NotKnown if it depends on a document that could not be read
 */
export function allowsAllActions(given: unknown, home: Home): boolean {
  const documents: readonly unknown[] = Array.isArray(given) ? (given.flat(Infinity) as readonly unknown[]) : [given];
  const together: Statement[] = [];
  let failure: { readonly error: unknown } | undefined;
  for (const document of documents) {
    try {
      if (document === null) throw new TypeError('The policy has no document, so that what it allows is not known.');
      const statements = statementsOf(document);
      if (administer(statements, home)) return true;
      together.push(...statements);
    } catch (error) {
      failure ??= { error };
    }
  }
  if (documents.length > 1 && areAdministering(together, home)) return true;
  if (failure) throw failure.error;
  return false;
}

/** Answers by document: each user and role to whom a policy is attached asks again. A document of AWS is of every account. */
const answers = new WeakMap<readonly Statement[], { readonly account: string; readonly administers: boolean }>();

function administer(statements: readonly Statement[], home: Home): boolean {
  const known = answers.get(statements);
  if (known?.account === home.account) return known.administers;
  const administers = areAdministering(statements, home);
  answers.set(statements, { account: home.account, administers });
  return administers;
}

function areAdministering(statements: readonly Statement[], home: Home): boolean {
  // Whoever names single actions names neither all of them nor all of IAM.
  const allows = statements.filter(({ Effect }) => Effect === 'Allow');
  if (!allows.some(({ Actions, NotActions }) => NotActions.length > 0 || Actions.some(mayBeBroad))) return false;
  const onEverything = allows.filter((statement) => isOnEverything(statement, home));
  if (nameEveryAction(onEverything, EVERY_ACTION, '?*:?*')) return true;
  const isAllButSome = onEverything.some(({ NotActions }) => NotActions.length > 0);
  if (isAllButSome && SELF_PROMOTION.some((action) => onEverything.some((statement) => namesAction(statement, action)))) return true;
  const ofAllActions = allows.filter((statement) => nameEveryAction([statement], EVERY_ACTION, '?*:?*'));
  if (
    coverKind(
      ofAllActions.flatMap(({ Resources }) => Resources),
      EVERYTHING,
      home,
    )
  )
    return true;
  const ofIam = allows.filter((statement) => nameEveryAction([statement], EVERY_ACTION_OF_IAM, 'iam:?*'));
  return IDENTITIES.some(
    (kind) =>
      nameEveryAction(
        allows.filter((statement) => reachesKind(statement, kind, home)),
        EVERY_ACTION_OF_IAM,
        'iam:?*',
      ) ||
      coverKind(
        ofIam.flatMap(({ Resources }) => Resources),
        kind,
        home,
      ),
  );
}

const EVERY_ACTION_OF_IAM = everyActionOf('iam');

/** Whether the pattern of actions may help to name all of IAM: it has a wildcard, and begins as an action of IAM or with a wildcard. */
const mayBeBroad = (pattern: string): boolean => /^(?:iam:.*|i?a?m?)[*?]|^[a-z]\*/.test(pattern);

/** An exception counts only if it keeps all identities out of reach, because whoever can change permissions can undo the others. */
const isOnEverything = (statement: Statement, home: Home): boolean =>
  statement.NotResources.length > 0
    ? IDENTITIES.some((kind) => reachesKind(statement, kind, home))
    : coverKind(statement.Resources, EVERYTHING, home);
