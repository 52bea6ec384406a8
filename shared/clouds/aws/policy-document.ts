/** IAM policy documents as AWS sends them: JSON, in IAM's own answers URL-encoded as well. */

/** The document as data; the text itself where it is no JSON, so that nothing that was read is lost. */
export function parseDocument(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    try {
      return JSON.parse(decodeURIComponent(text));
    } catch {
      return text;
    }
  }
}

const DOCUMENT_MEMBERS: ReadonlySet<string> = new Set(['AssumeRolePolicyDocument', 'PolicyDocument']);

/** A copy in which every policy document, however deep, is data. */
export function withParsedDocuments<T>(value: T): T {
  return parsed(value) as T;
}

function parsed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(parsed);
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      typeof member === 'string' && DOCUMENT_MEMBERS.has(name) ? parseDocument(member) : parsed(member),
    ]),
  );
}
