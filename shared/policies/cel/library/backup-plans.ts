/** Decides which resources the plans of AWS Backup take. */
import type { Subject } from '../../evaluation.ts';
import { unwrapped } from '../maps.ts';
import { NotKnown, type Run } from '../run.ts';
import { globsMeet } from './globs.ts';
import { resourcesOf } from './relations.ts';
import { contentOf, viewOf } from './views.ts';

export const BACKUP_SELECTION = 'AWS::Backup::BackupSelection';

interface TagCondition {
  readonly ConditionKey?: string | null;
  readonly ConditionValue?: string | null;
}

/** https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupSelection.html */
interface Selection {
  readonly Resources?: readonly string[] | null;
  readonly NotResources?: readonly string[] | null;
  readonly ListOfTags?: readonly TagCondition[] | null;
  readonly Conditions?: Readonly<Record<string, readonly TagCondition[] | null>> | null;
}

/** The operators of a selection's conditions: whether the value of a tag fulfils one. */
const OPERATORS: Readonly<Record<string, (tag: string, value: string) => boolean>> = {
  StringEquals: (tag, value) => tag === value,
  StringNotEquals: (tag, value) => tag !== value,
  StringLike: (tag, value) => globsMeet(value, tag),
  StringNotLike: (tag, value) => !globsMeet(value, tag),
};
const NEGATED = /^StringNot/;

/**
 * Whether a selection of some backup plan in the region of the subject takes it.
 * @throws NotKnown if that depends on something that could not be read
 */
export function inBackupPlan(run: Run): boolean {
  const subject = viewOf(run.subject!);
  const selections = resourcesOf(run, BACKUP_SELECTION).filter(({ region }) => region === subject.region);
  return !every(selections, (selection) => !takes(contentOf(selection, 'BackupSelection'), subject));
}

/** ARNs or listed tags name what is taken, everything if there are neither; each condition narrows that, and so do ARNs that are left out. */
function takes({ Resources, NotResources, ListOfTags, Conditions }: Selection, subject: Subject): boolean {
  const arn = subject.native_id;
  if (arn === null) throw new NotKnown(`the ARN of ${subject.resource_id} is not known`);
  const names = (patterns: readonly string[] | null | undefined): boolean => (patterns ?? []).some((pattern) => globsMeet(pattern, arn));
  if (names(NotResources)) return false;
  const isWithoutNames = (Resources ?? []).length === 0 && (ListOfTags ?? []).length === 0;
  const isNamed = isWithoutNames || names(Resources) || (ListOfTags ?? []).some((each) => fulfils('StringEquals', each, subject));
  const conditions = Object.entries(Conditions ?? {}).flatMap(([operator, list]) => (list ?? []).map((each) => [operator, each] as const));
  return isNamed && every(conditions, ([operator, each]) => fulfils(operator, each, subject));
}

function fulfils(operator: string, { ConditionKey, ConditionValue }: TagCondition, { tags }: Subject): boolean {
  const key = (ConditionKey ?? '').replace(/^aws:ResourceTag\//, '');
  const value = unwrapped(tags) as Readonly<Record<string, string>>;
  const compare = OPERATORS[operator];
  if (!compare) throw new NotKnown(`a backup selection has the operator ${operator}, which is not known`);
  if (Object.hasOwn(value, key)) return compare(value[key]!, ConditionValue ?? '');
  if (!NEGATED.test(operator)) return false;
  throw new NotKnown(`AWS does not document whether a backup selection with ${operator} takes a resource without the tag ${key}`);
}

/** Whether the test holds for each; where that is not known of one, another for which it does not hold decides. */
function every<T>(list: readonly T[], test: (each: T) => boolean): boolean {
  let unknown: NotKnown | undefined;
  for (const each of list) {
    try {
      if (!test(each)) return false;
    } catch (error) {
      if (!(error instanceof NotKnown)) throw error;
      unknown ??= error;
    }
  }
  if (unknown) throw unknown;
  return true;
}
