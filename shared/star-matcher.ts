/** Compares texts with a pattern in which `*` stands for any text, also for none. */

/**
 * `parts`: the texts between the stars. The matcher compares whole texts, and tells upper from lower case. Takes at most time proportional to the
 * product of both lengths, whatever the pattern.
 */
export function starMatcher(parts: readonly string[]): (text: string) => boolean {
  const [first = '', ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) return (text) => text === first;
  return (text) => {
    if (!text.startsWith(first)) return false;
    let at = first.length;
    for (const part of rest) {
      const found = text.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return text.length - at >= last.length && text.endsWith(last);
  };
}
