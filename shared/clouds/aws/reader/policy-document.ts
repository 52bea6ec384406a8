/** Parses policy documents as AWS sends them: JSON, which IAM also URL-encodes. */

/** The document as data; the text itself if it is no JSON, so that nothing is lost. */
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
