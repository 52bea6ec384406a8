/** Headers by which requests name the version of a thing that they are about. */
import { z } from '@hono/zod-openapi';

export const ifMatch = z.object({
  'if-match': z
    .string()
    .optional()
    .openapi({ description: 'The ETag of the version that is to be changed; another version is answered with 412.' }),
});

export const etag = z.object({ ETag: z.string().openapi({ description: 'The version, in quotes.', example: '"3"' }) });
