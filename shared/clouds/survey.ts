/**
 * The view of an account that its cloud's own index gives: an index of resources that the cloud keeps, such as AWS Resource Explorer. It
 * may be old, filtered or incomplete, so it proves neither that a resource is there nor that none is.
 */
import type { CloudErrorClass } from './cloud-error.ts';

/** Stands in coverage for the types without a definition, in an account where they could not be counted, or not all of them. */
export const UNCOUNTED = 'Uncounted';

/** Why the types of an account could not be counted, or not all of them. */
export interface SurveyGap {
  readonly class: CloudErrorClass | 'too_large';
  /** The cloud's own code, or `NoIndex`, `TooManyResources`. */
  readonly error_code: string;
  /** One sentence. */
  readonly message: string;
  readonly permission?: string;
}

export interface SurveyedType {
  /** The index's own name of the type: `AWS::DataZone::Domain`, `datazone:domain`. */
  readonly name: string;
  /** The types with a definition that the name may stand for; empty if Muster has no definition of it. */
  readonly known: readonly string[];
  /** The region that the index tells, or `global`. */
  readonly segment: string;
  /** The resources that the index tells, more than 0. */
  readonly count: number;
}

export interface Survey {
  readonly types: readonly SurveyedType[];
  /** Absent if the index was read to its end. */
  readonly gap?: SurveyGap;
}
