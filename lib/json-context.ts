/** Context values that are JSON: the rights of those who call with IAM, and the meaning of the claims of tokens. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { claimMappingSchema } from '../shared/access/claims.ts';
import { parseIamRoles } from '../shared/access/iam-roles.ts';
import { InvalidRequest } from '../shared/errors.ts';

/** The variables of a function have 4 KB together: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const MAX_IAM_ROLES = 600;
export const MAX_CLAIMS = 300;

const SENTENCE = { isSentence: true };

/** The sentence that says what is wrong with a value; undefined if only its form is. */
export const sentenceOf = ({ issues }: z.ZodError): string | undefined =>
  issues.find((issue) => issue.code === 'custom' && issue.params === SENTENCE)?.message;

/** JSON, the name of a file with JSON, or an object of cdk.json: as JSON without white space. */
const jsonOrFile = (max: number) =>
  z.union([z.string(), z.record(z.string(), z.unknown())]).transform((given, context): string => {
    try {
      const text = typeof given === 'string' && !given.trimStart().startsWith('{') ? readFileSync(given, 'utf8') : given;
      const json = JSON.stringify(typeof text === 'string' ? JSON.parse(text) : text);
      if (json.length <= max) return json;
      context.addIssue({
        code: 'custom',
        message: `It has ${json.length} characters of JSON, and at most ${max} are taken: name several by one pattern with *.`,
        params: SENTENCE,
      });
    } catch (error) {
      const reason = String(error).replace(/^\w*Error: /, '');
      context.addIssue({ code: 'custom', message: `It is neither JSON nor a file with JSON (${reason}).`, params: SENTENCE });
    }
    return z.NEVER;
  });

export const iamRoles = jsonOrFile(MAX_IAM_ROLES).superRefine((text, context) => {
  try {
    parseIamRoles(text);
  } catch (error) {
    if (!(error instanceof InvalidRequest)) throw error;
    context.addIssue({ code: 'custom', message: error.message, params: SENTENCE });
  }
});

export const claims = jsonOrFile(MAX_CLAIMS)
  .transform((text): unknown => JSON.parse(text))
  .pipe(claimMappingSchema);
