/** Undefined if the text is no JSON, for example because someone has overwritten the object. */
export function parseJson(text: Buffer): unknown {
  try {
    return JSON.parse(text.toString());
  } catch {
    return undefined;
  }
}
