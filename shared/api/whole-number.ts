/** The schema of query parameters that are whole numbers. */
import { z } from '@hono/zod-openapi';

/** A query parameter that is a whole number from 1 on. `usual`: its value if it is not given. */
export const wholeNumber = ({
  most,
  usual,
  description,
}: {
  readonly most: number;
  readonly usual: number;
  readonly description: string;
}) => {
  const allowed = `Write a whole number from 1 to ${most}.`;
  return z
    .string()
    .regex(/^\d{1,4}$/, allowed)
    .transform(Number)
    .refine((number) => number >= 1 && number <= most, allowed)
    .default(usual)
    .openapi({ type: 'integer', minimum: 1, maximum: most, default: usual, description });
};
