import { escapedText } from '../control-characters.ts';
import { redactText } from '../redact.ts';

const MAX_MESSAGE = 300;

/** A cloud's message as one line, without the parts that are secret, with characters that control a terminal escaped, and cut off where it is long. */
export function plainMessage(text: string): string {
  const line = escapedText(
    redactText(text)
      .replace(/\s+/g, ' ')
      // A run of characters long enough to be a key, a token or a signature.
      .replace(/[A-Za-z0-9+/=_%-]{60,}/g, '…')
      .trim(),
  );
  return line.length > MAX_MESSAGE ? `${line.slice(0, MAX_MESSAGE)}…` : line;
}
