/** Values that others have written into a pipeline by hand, as rows, events and answers show them: a secret among them is not repeated. */
import { parseReference } from '../../clouds/secret-reference.ts';
import { isSecret, REDACTED, redactText } from '../../redact.ts';

/** @param wanted the value that the configuration gives to the variable, which is shown as it is */
export function shownVariable(name: string, value: string, wanted: unknown): string {
  if (value === wanted || value === '' || parseReference(value) !== undefined) return value;
  return isSecret(name, value) ? REDACTED : redactText(value);
}
