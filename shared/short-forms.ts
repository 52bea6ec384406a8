/** Names that begin with their provider (`aws.s3`). People may leave the provider out (`s3`) while only one provider has such a name. */
import { InvalidRequest } from './errors.ts';
import { PROVIDERS } from './ids.ts';

/**
 * The full form of a name as people write it; undefined if nothing has that name. A text that is a name itself is returned
 * unchanged, so that a user's own `s3.mine` is never taken for `aws.s3.mine`.
 * @param isName whether a text is the name of something
 * @throws InvalidRequest that names `field` and the full forms, if several providers have such a name
 */
export function fullForm(written: string, isName: (name: string) => boolean, field: string): string | undefined {
  if (isName(written)) return written;
  const forms = fullForms(written).filter(isName);
  if (forms.length > 1) throw ambiguous(written, forms, field);
  return forms[0];
}

/** The full forms that a short form may stand for: the name with each provider before it. */
export const fullForms = (short: string): readonly string[] => PROVIDERS.map((provider) => `${provider}.${short}`);

export function ambiguous(written: string, readings: readonly string[], field: string): InvalidRequest {
  const shown = JSON.stringify(written.slice(0, 100));
  const choices = readings.map((reading) => reading.slice(0, 100));
  return new InvalidRequest(field, `${field}: ${shown} could be ${choices.join(' or ')}; write one of them.`, choices);
}

/** The names and their short forms, so that a suggestion for a short form is a short form too. */
export const withShortForms = (names: readonly string[]): readonly string[] => [...new Set([...names, ...names.map(withoutProvider)])];

function withoutProvider(name: string): string {
  const short = name.slice(name.indexOf('.') + 1);
  return fullForms(short).includes(name) ? short : name;
}
