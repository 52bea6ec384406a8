/** The texts that Azure's definitions build in a way of their own. */
import type { FormText } from '../../reader/parse.ts';
import type { Path, Text } from '../../types/definition.ts';

interface LowerCase {
  readonly lowerCase: Path;
}

/** The text at a path in lower case, because ARM ids and types mean the same in any case. */
export const lowerCase = (path: Path): Text => ({ form: { lowerCase: path } satisfies LowerCase });

const isLowerCase = (form: object): form is LowerCase => 'lowerCase' in form;

/** @throws TypeError if the form is none of Azure's */
export const formText: FormText = (form, at) => {
  if (!isLowerCase(form)) throw new TypeError('A text of an Azure type has a form that Azure does not know.');
  return at(form.lowerCase)?.toLowerCase() ?? null;
};
