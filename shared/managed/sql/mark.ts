/** Muster's mark on a role that it has made: the role's comment, as tags are on resources of a cloud. */
import { z } from 'zod';
import { CLIENT_TOKEN, MANAGED_BY, MANAGED_ID, type ManagerContext } from '../manager.ts';

const markSchema = z.object({
  [MANAGED_BY]: z.string(),
  [MANAGED_ID]: z.string(),
  [CLIENT_TOKEN]: z.string(),
  /** The version of the secret that holds the role's password, and the token of the step that made it. Absent until the role has a password. */
  password: z.object({ version: z.string(), token: z.string() }).exactOptional(),
});
export type Mark = z.output<typeof markSchema>;

export const newMark = ({ tags, managed_id }: ManagerContext, token: string): Mark => ({
  [MANAGED_BY]: tags[MANAGED_BY] ?? '',
  [MANAGED_ID]: managed_id,
  [CLIENT_TOKEN]: token,
});

/** Undefined for a comment that is no mark. */
export function markIn(comment: string | null): Mark | undefined {
  try {
    return markSchema.safeParse(JSON.parse(comment ?? '')).data;
  } catch {
    return undefined;
  }
}

/** Whether the mark is this managed resource's: that of its creation, or any of its own once its id is known. */
export const isOwn = (mark: Mark, context: ManagerContext, token: string): boolean =>
  mark[MANAGED_BY] === (context.tags[MANAGED_BY] ?? '') &&
  mark[MANAGED_ID] === context.managed_id &&
  (context.provider_resource_id !== undefined || mark[CLIENT_TOKEN] === token);
