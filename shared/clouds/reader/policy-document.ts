/** Parses policy documents as AWS sends them: JSON, which IAM also URL-encodes and API Gateway escapes. */
import { parseLossless } from '../../lossless-json.ts';

/** A document that nests deeper stays text: code that walks it level by level would run out of stack. */
const MAX_LEVELS = 500;

/** The forms in which services send JSON: as it is, URL-encoded (IAM), and with its quotes escaped (API Gateway). */
const FORMS: readonly ((text: string) => string)[] = [(text) => text, decodeURIComponent, (text) => String(JSON.parse(`"${text}"`))];

/** The document as data; the text itself if it is no JSON, so that nothing is lost. A number that JavaScript cannot hold exactly is a text. */
export function parseDocument(text: string): unknown {
  for (const form of FORMS) {
    try {
      return shallow(parseLossless(form(text)), text);
    } catch {
      // The next form is tried.
    }
  }
  return text;
}

const shallow = (document: unknown, text: string): unknown => (nestsWithin(document, MAX_LEVELS) ? document : text);

const nestsWithin = (value: unknown, levels: number): boolean =>
  value === null || typeof value !== 'object' || (levels > 0 && Object.values(value).every((member) => nestsWithin(member, levels - 1)));
