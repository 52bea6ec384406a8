/** The fetch of a scan: verdicts of policies over an account's stored resources of one type, page by page. */
import { type ResourceUid, resourceUid } from '../ids.ts';
import type { CompiledPolicy } from '../policies/compile-policy.ts';
import type { EvaluationContext, Subject, Verdict } from '../policies/evaluation.ts';
import { findingId } from './finding-id.ts';
import type { StoredResources } from './stored-resources.ts';

/** One policy's verdict on one resource. */
export interface Judged {
  readonly policy: CompiledPolicy;
  readonly subject: Subject;
  readonly resource_uid: ResourceUid;
  readonly finding_id: string;
  readonly verdict: Verdict;
}

/** Ends only if every stored resource of the type was judged. The policies are all of that type. */
export async function* verdicts(
  type: string,
  policies: readonly CompiledPolicy[],
  resources: StoredResources,
  now: number,
): AsyncGenerator<readonly Judged[]> {
  if (!resources.mayHave(type)) return;
  await resources.load([...new Set(policies.flatMap((policy) => policy.related_types))]);
  const context: EvaluationContext = { now, resources };
  for await (const page of resources.pages(type)) {
    yield page.flatMap((subject) => {
      const uid = resourceUid(subject.account_id, subject.type, subject.region, subject.resource_id);
      return policies.map((policy) => ({
        policy,
        subject,
        resource_uid: uid,
        finding_id: findingId(policy.policy.id, uid),
        verdict: policy.evaluate(subject, context),
      }));
    });
  }
}
