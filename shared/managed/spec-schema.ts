/** The schemas of what users ask for, apart from the configuration, whose schema is its manager's. */
import { z } from 'zod';
import { isPlainText, NOT_PLAIN } from '../control-characters.ts';
import { redactText } from '../redact.ts';
import { isObject } from './merge-patch.ts';
import { DELETION_POLICIES, type Json, type JsonObject, RELATIONS } from './model.ts';
import { DEPENDENCY_NAME } from './references.ts';

const MAX_DEPENDENCIES = 20;
/** AWS allows 50, and Muster adds some of its own. */
const MAX_TAGS = 40;
const MAX_LABELS = 40;

/** The names that AWS's databases and caches may have. */
export const resourceName = z
  .string()
  .min(1)
  .max(63)
  .regex(
    /^[a-z](?:-?[a-z0-9])*$/,
    'no name of a managed resource; write lower-case letters, digits and single hyphens, with a letter first and no hyphen last',
  );

/** A text on one line that everyone may see who may see the resource. */
const shownText = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((text) => isPlainText(text), `a text with ${NOT_PLAIN}; write it without them`)
    .refine((text) => redactText(text) === text, 'a text that looks like a credential, which others would see; write one without');

const texts = (most: number, key: z.ZodType<string, string>, value: z.ZodType<string>) =>
  z.record(key, value).refine((members) => Object.keys(members).length <= most, `too many members; give at most ${most}`);

/** Keys that AWS keeps for itself, and those by which Muster knows what it manages. */
export const isReservedTag = (key: string): boolean => /^(?:aws|muster):/i.test(key);

const tags = texts(
  MAX_TAGS,
  shownText(128).refine(
    (key) => !/^(?:aws|muster):/i.test(key),
    'a key that begins with aws: or muster:, which are reserved; write another',
  ),
  shownText(256).or(z.literal('')),
).describe(
  'Tags that the resource has at its provider, besides those by which Muster knows it, and those of others. Where the provider has none, they are kept here alone.',
);

const dependency = z
  .strictObject({
    name: z
      .string()
      .regex(DEPENDENCY_NAME, 'no name of a dependency; write lower-case letters, digits, hyphens and underscores, with a letter first')
      .describe('The name by which the configuration refers to its outputs: `db` for `${deps.db.endpoint}`.'),
    relation: z.enum(RELATIONS).default('requires').describe('All of them are waited for. `uses` may name a resource of the inventory.'),
    resource: z
      .strictObject({
        type: z.string().min(1).max(63),
        name: z.string().min(1).max(255),
        account_id: z.string().min(1).max(200).optional().describe('The account of the dependent without it.'),
        region: z
          .string()
          .min(1)
          .max(100)
          .optional()
          .describe('The region of the dependent without it; `global` for types that no region has.'),
      })
      .optional()
      .describe('Another managed resource, by its name.'),
    managed_id: z.string().min(1).max(64).optional().describe('Another managed resource, by its id.'),
    resource_uid: z.string().min(1).max(4096).optional().describe('A resource of the inventory, by its `id` or `resource_uid`.'),
  })
  .refine(
    ({ resource, managed_id, resource_uid }) => [resource, managed_id, resource_uid].filter((each) => each !== undefined).length === 1,
    'a dependency that names not exactly one resource; give one of resource, managed_id and resource_uid',
  )
  .describe('A resource that must be ready first.');

const metadata = z
  .strictObject({
    owner: shownText(200).optional(),
    team: shownText(200).optional(),
    environment: shownText(200).optional(),
    version: shownText(200).optional(),
    labels: texts(MAX_LABELS, shownText(128), shownText(256)).optional(),
  })
  .describe('Whose it is and what it is for, in your own words.');

const MAX_DEPTH = 12;

/** Zod would lose members that are named like those of every object, so the value is checked and not copied. */
const config = z
  .custom<JsonObject>(isObject, 'no object; write {…}')
  .refine(
    (value) => !isObject(value) || !isDeeper(value, MAX_DEPTH),
    `lists and maps that are nested more than ${MAX_DEPTH} deep; make it flatter`,
  )
  .meta({ type: 'object', description: 'The fields of the type: `GET /managers/{type}` has their schema.' });

/** Whether lists and maps are nested in the value more than `depth` deep, itself included. */
const isDeeper = (value: Json, depth: number): boolean =>
  typeof value === 'object' && value !== null && (depth === 0 || Object.values(value).some((member) => isDeeper(member, depth - 1)));

/** The fields that can be changed once the resource exists. Every field has a default. */
const changeable = {
  config: config.default({}),
  tags: tags.default({}),
  dependencies: z.array(dependency).max(MAX_DEPENDENCIES).default([]),
  metadata: metadata.default({}),
  customer_id: z.string().min(1).max(200).optional().describe('The customer whose resource it is.'),
  application_id: shownText(200).optional().describe('The application that it belongs to, in your own words.'),
  deletion_policy: z
    .enum(DELETION_POLICIES)
    .optional()
    .describe(
      'What becomes of the resource at its provider when it is deleted here. Without it: `retain` for what holds data, otherwise `delete`.',
    ),
  mode: z.enum(['manage', 'observe']).default('manage').describe('`observe`: Muster looks at the resource and changes nothing.'),
  paused: z.boolean().default(false).describe('True: nothing is done until it is false again.'),
  drift: z
    .enum(['report', 'correct'])
    .default('report')
    .describe('What happens if somebody changes the resource by hand: it is told, or undone.'),
};

/** A request for a new resource. */
export const newSpecSchema = z.strictObject({
  type: z.string().min(1).max(63).describe('The manager: `GET /managers` lists them.'),
  name: z.string().min(1).max(255).describe('The name of the resource at its provider, and unique for its type, account and region.'),
  account_id: z.string().min(1).max(200).describe('The account in which it is made, such as `aws:123456789012`.'),
  region: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .describe('The region in which it is made. Types of no region have `global`, and need none.'),
  ...changeable,
});

export type RequestedSpec = z.output<typeof newSpecSchema>;
export type RequestedDependency = RequestedSpec['dependencies'][number];

/** The fields that a change may never touch: they make the resource's id. */
export const FIXED_FIELDS = ['type', 'name', 'account_id', 'region'] as const;

const { config: _config, tags: _tags, dependencies: _dependencies, ...ownFields } = changeable;

/** A request that takes over an inventoried resource. The name, the configuration and the tags are those that it has. */
export const adoptionSchema = z.strictObject({
  resource_id: z.string().min(1).max(4096).describe('The `id` or the `resource_uid` of a resource of the inventory.'),
  type: newSpecSchema.shape.type.optional().describe('The manager, if several could manage the resource.'),
  ...ownFields,
});

export type RequestedAdoption = z.output<typeof adoptionSchema>;
