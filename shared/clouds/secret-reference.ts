/** References to secrets: where a secret is, never the secret. Connections hold these; `connections/secrets.ts` reads what they name. */
import { z } from 'zod';
import { redactText } from '../redact.ts';

/** `arn:aws:secretsmanager:eu-west-1:123456789012:secret:muster/contoso-a1B2c3`; after `#`, the member of a secret that is a JSON object. The names of secrets that AWS manages have an exclamation mark. */
const SECRETS_MANAGER = /^(arn:aws[a-z-]*:secretsmanager:([a-z0-9-]+):\d{12}:secret:[\w/+=.@!-]{1,512})(?:#([\w.-]{1,128}))?$/;
/** `arn:aws:ssm:eu-west-1:123456789012:parameter/muster/contoso`, and `#member` as above. */
const PARAMETER = /^(arn:aws[a-z-]*:ssm:([a-z0-9-]+):\d{12}:parameter\/[\w/.-]{1,1000})(?:#([\w.-]{1,128}))?$/;
/** `env:CONTOSO_SECRET`: a variable of this machine's environment. */
const VARIABLE = /^env:([A-Za-z_]\w{0,127})$/;

/** Matches every text that `parseReference` parses, for schemas that are published as JSON Schema. */
export const REFERENCE = new RegExp([SECRETS_MANAGER, PARAMETER, VARIABLE].map(({ source }) => `(?:${source})`).join('|'));

export type ParsedReference =
  | { readonly store: 'secretsmanager' | 'ssm'; readonly arn: string; readonly region: string; readonly member: string | undefined }
  | { readonly store: 'environment'; readonly variable: string };

/** Undefined if the text is no reference. */
export function parseReference(text: string): ParsedReference | undefined {
  for (const [store, form] of [
    ['secretsmanager', SECRETS_MANAGER],
    ['ssm', PARAMETER],
  ] as const) {
    const [, arn, region, member] = form.exec(text) ?? [];
    if (arn !== undefined && region !== undefined) return { store, arn, region, member };
  }
  const variable = VARIABLE.exec(text)?.[1];
  return variable === undefined ? undefined : { store: 'environment', variable };
}

/** The sentence for a text that is no reference. It does not repeat the text, which may be the secret itself. */
export const NO_REFERENCE =
  'write where the secret is and not the secret itself: the ARN of a Secrets Manager secret or of an SSM parameter, or on your own machine env:NAME';

/** The schema of a setting that names a secret. */
export const secretReference = z.string().refine((text) => parseReference(text) !== undefined, NO_REFERENCE);

/** A text that holds what is known for a secret by its form, such as a private key or an access key. */
export const looksSecret = (text: string): boolean => parseReference(text) === undefined && redactText(text) !== text;

export const LOOKS_SECRET =
  'this looks like a secret, which a connection never holds; take it out, and change it if others may have seen it';
