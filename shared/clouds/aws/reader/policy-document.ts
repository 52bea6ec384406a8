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
