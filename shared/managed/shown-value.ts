/** Values that came in a request, in messages about them. */
import { redacted } from '../redact.ts';

const MAX_SHOWN = 80;

/** The value as JSON, shortened and without what looks like a secret. */
export function shownValue(value: unknown): string {
  const text = JSON.stringify(redacted(value)) ?? String(value);
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN).toWellFormed()}…` : text;
}
