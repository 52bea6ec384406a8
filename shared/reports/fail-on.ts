/** Which findings make a command that gates a CI end with its own exit code. */
import { SEVERITIES, type Severity } from '../severity.ts';

export const UNKNOWN = 'unknown';

/** At most one severity, and whether resources that could not be judged count too. Without a severity, those of every severity do. */
export interface FailOn {
  readonly severity: Severity | undefined;
  readonly unknown: boolean;
}

/** `['high', 'unknown']`; undefined if a name is wrong, a severity is given twice, or there is no name. */
export function failOnOf(names: readonly string[]): FailOn | undefined {
  const severities = SEVERITIES.filter((severity) => names.includes(severity));
  const isKnown = names.every((name) => name === UNKNOWN || (SEVERITIES as readonly string[]).includes(name));
  if (!isKnown || severities.length > 1 || names.length === 0) return undefined;
  return { severity: severities[0], unknown: names.includes(UNKNOWN) };
}

type BySeverity = Readonly<Partial<Record<Severity, number>>>;

/** How many open findings, and how many resources that could not be judged, are what the command fails on. */
export function failing(
  { severity, unknown }: FailOn,
  open: BySeverity,
  unknowns: BySeverity,
): { readonly open: number; readonly unknown: number } {
  const least = severity === undefined ? SEVERITIES.length : SEVERITIES.indexOf(severity) + 1;
  const sum = (counts: BySeverity, severities: readonly Severity[]): number =>
    severities.reduce((total, each) => total + (counts[each] ?? 0), 0);
  return {
    open: severity === undefined ? 0 : sum(open, SEVERITIES.slice(0, least)),
    unknown: unknown ? sum(unknowns, SEVERITIES.slice(0, least)) : 0,
  };
}
