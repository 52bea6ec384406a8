/** The JSON Schema by which editors complete and validate policy files. */
import { z } from 'zod';
import { policySchema } from './policy.ts';

export const policyFormat = (): Readonly<Record<string, unknown>> => z.toJSONSchema(policySchema, { io: 'input' });
