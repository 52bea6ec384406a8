/** Calls of AWS whose errors are classed, so that no other code looks at the SDK's. */
import { classifyError } from '../../clouds/aws/classify-error.ts';
import { CloudError } from '../../clouds/cloud-error.ts';
import type { ManagerContext } from '../manager.ts';

/**
 * Makes the call. @param permission the IAM action that it needs: `rds:CreateDBInstance`
 * @throws CloudError
 */
export async function call<Answer>(
  { region }: Pick<ManagerContext, 'region'>,
  permission: string,
  send: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await send();
  } catch (error) {
    const [service = permission] = permission.split(':');
    // The role could be taken, and an account only has resources in regions that it has enabled.
    throw classifyError(error, { service, region, permission, loginWorks: true, regionEnabled: true });
  }
}

/** The answer, or undefined if the service says with one of these codes that there is no such thing. @throws CloudError */
export async function unlessMissing<Answer>(codes: readonly string[], answer: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (hasCode(error, codes)) return undefined;
    throw error;
  }
}

/** True if the service has answered with one of these codes, such as `DBInstanceNotFoundFault`. */
export const hasCode = (error: unknown, codes: readonly string[]): boolean =>
  error instanceof CloudError && codes.includes(error.details.error_code);
