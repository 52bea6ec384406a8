/** How many items a listing has, over all pages. */
import { z } from '@hono/zod-openapi';

export const totalSchema = z
  .object({
    count: z.int().nonnegative(),
    exact: z.boolean().openapi({ description: 'False: there are at least so many.' }),
  })
  .openapi('Total');

export type Total = Readonly<z.infer<typeof totalSchema>>;
