/** The schema of a field that says where a secret is. */
import { z } from 'zod';
import { NO_REFERENCE, REFERENCE } from '../clouds/secret-reference.ts';

/** The format of such a field in a JSON Schema. Whoever tells of a wrong value does not repeat it: it may be the secret itself. */
export const SECRET_REFERENCE_FORMAT = 'secret-reference';

export const secretReference = z
  .string()
  .max(2_000, 'too long for a reference')
  .regex(REFERENCE, NO_REFERENCE)
  .meta({ format: SECRET_REFERENCE_FORMAT });
