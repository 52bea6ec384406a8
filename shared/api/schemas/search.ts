/** Schemas of searches. */
import { z } from '@hono/zod-openapi';
import { pageOf } from '../listing.ts';
import { accountId, count, time } from './jobs.ts';
import { resourceSchema } from './resources.ts';
import { totalSchema } from './total.ts';

export const foundResourceSchema = resourceSchema.omit({ config: true, relationships: true, last_change: true }).openapi('FoundResource');

const countedValues = z.array(z.object({ value: z.string(), count }).readonly()).readonly();

export const foundResourcesSchema = pageOf(foundResourceSchema).extend({
  total: totalSchema.optional().openapi({ description: 'How many resources match, over all pages. Absent on pages that do not count.' }),
  facets: z.object({ type: countedValues, region: countedValues, account_id: countedValues }).optional().openapi({
    description:
      'How many of the resources that match have each type, region and account, the most first; at most 200 of each. Absent if the night was not searched.',
  }),
  night: z
    .object({
      as_of: time.openapi({ description: 'When the night was requested that was searched, with what has changed since.' }),
      behind: z.object({ accounts: count, examples: z.array(accountId).readonly() }).readonly(),
    })
    .optional()
    .openapi({
      description:
        '`behind`: the accounts of which not everything was searched, because their export failed or more has changed since than a search reads again; at most 20 are named. Absent if there is no night yet, or if this page is of resources that a customer has singly: the stored rows are read then.',
    }),
  unread_tags: count.optional().openapi({
    description: 'With a filter by tag: how many resources match all other filters, and their tags could not be read.',
  }),
});
