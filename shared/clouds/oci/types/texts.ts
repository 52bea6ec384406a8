/** The texts that OCI's definitions build in a way of their own. */
import type { FormText } from '../../reader/parse.ts';
import type { Path, Text } from '../../types/definition.ts';

interface Joined {
  readonly joined: readonly Path[];
}

/** The texts at the paths with a slash between them: `namespace/name` of a bucket, which has no OCID in lists. Null if one of them is missing. */
export const joined = (...paths: readonly Path[]): Text => ({ form: { joined: paths } satisfies Joined });

const isJoined = (form: object): form is Joined => 'joined' in form;

/** @throws TypeError if the form is none of OCI's */
export const formText: FormText = (form, at) => {
  if (!isJoined(form)) throw new TypeError('A text of an OCI type has a form that OCI does not know.');
  const parts = form.joined.map(at);
  return parts.includes(null) ? null : parts.join('/');
};
