/** The evidence of a finding as text: `protocol: tcp, ports: 22, sources: 0.0.0.0/0`. */

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** One line for each element of a list, or for each member of a map; one line for any other value. None if there is no evidence. */
export function evidenceLines(evidence: unknown): readonly string[] {
  if (evidence === undefined || evidence === null) return [];
  if (Array.isArray(evidence)) return evidence.map(textOf);
  return isMap(evidence) ? Object.entries(evidence).map(memberText) : [textOf(evidence)];
}

const memberText = ([name, value]: readonly [string, unknown]): string =>
  `${name}: ${Array.isArray(value) ? value.map(within).join(', ') : within(value)}`;

/** A value in a line of its own. */
const textOf = (value: unknown): string => (isMap(value) ? Object.entries(value).map(memberText).join(', ') : within(value));

/** A value within others. */
function within(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return `[${value.map(within).join(', ')}]`;
  return isMap(value) ? `{${Object.entries(value).map(memberText).join(', ')}}` : JSON.stringify(value);
}
