/** Undefined if the text is no JSON, as where someone has written over an object: it counts as one that is not there. */
export function parseJson(text: Buffer): unknown {
  try {
    return JSON.parse(text.toString());
  } catch {
    return undefined;
  }
}
