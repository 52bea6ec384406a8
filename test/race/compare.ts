/** Compares in a race: verdicts per resource, calls per service, times. */

export type Verdict = 'pass' | 'fail';
/** Verdicts by the resource's id, for each check. */
export type Verdicts = ReadonlyMap<string, ReadonlyMap<string, Verdict>>;

export interface Check {
  readonly prowler: string;
  readonly muster: string;
  readonly custodian: { readonly resource: string; readonly filters: readonly unknown[] };
}

/** A kept judgement about resources on which the two tools disagree. */
export interface Attribution {
  /** The check of Prowler. */
  readonly check: string;
  /** A regular expression that matches the whole id of a resource. */
  readonly resource: string;
  readonly right: 'muster' | 'prowler' | 'both';
  readonly why: string;
}

export interface Disagreement {
  readonly check: string;
  readonly resource: string;
  readonly muster: Verdict | 'none';
  readonly prowler: Verdict | 'none';
}

export interface Agreement {
  readonly check: string;
  /** Resources for which both tools have the same verdict. */
  readonly agreed: number;
  readonly disagreements: readonly Disagreement[];
}

/** Compares the verdicts check by check. Both maps are keyed by the check of Prowler. A resource that only one tool judged is a disagreement. */
export function compareVerdicts(checks: readonly Check[], muster: Verdicts, prowler: Verdicts): readonly Agreement[] {
  return checks.map(({ prowler: check }) => {
    const [ours, theirs] = [muster.get(check) ?? new Map<string, Verdict>(), prowler.get(check) ?? new Map<string, Verdict>()];
    const pairs = [...new Set([...ours.keys(), ...theirs.keys()])]
      .toSorted()
      .map((resource) => ({ check, resource, muster: ours.get(resource) ?? 'none', prowler: theirs.get(resource) ?? 'none' }) as const);
    const disagreements = pairs.filter((pair) => pair.muster !== pair.prowler);
    return { check, agreed: pairs.length - disagreements.length, disagreements };
  });
}

export const attributionOf = (attributions: readonly Attribution[], { check, resource }: Disagreement): Attribution | undefined =>
  attributions.find((each) => each.check === check && new RegExp(`^(?:${each.resource})$`).test(resource));

/** The services that get more calls from `ours` than from `theirs`. */
export const moreCalls = (ours: ReadonlyMap<string, number>, theirs: ReadonlyMap<string, number>): readonly string[] =>
  [...ours].filter(([service, calls]) => calls > (theirs.get(service) ?? 0)).map(([service]) => service);

export const total = (calls: ReadonlyMap<string, number>): number => [...calls.values()].reduce((sum, each) => sum + each, 0);
