/** Tells what the newest run of an operation over an account covered. */
import { typeNamed } from '../registry.ts';
import { serviceName } from '../service-names.ts';
import type { LastRun } from './model.ts';

/** Whether the run was to read the slice. A type without a definition is read only by runs over every service. */
export function coversSlice(
  { scope }: Pick<LastRun, 'scope'>,
  { type, segment }: { readonly type: string; readonly segment: string },
): boolean {
  const { service, regions } = scope ?? {};
  if (regions && !regions.includes(segment)) return false;
  if (service === undefined) return true;
  const known = typeNamed(type);
  return known !== undefined && serviceName(known) === service;
}

/** The outcome of what a failed run was to read: an account that lets nobody log in is `denied`, on the platform as in `muster run`. */
export const failedAs = (last: Pick<LastRun, 'error_class'> | undefined): 'denied' | 'failed' =>
  last?.error_class === 'denied' ? 'denied' : 'failed';

/** ` of aws.s3 in eu-west-1`; empty if the run covered all. */
export function limitOf({ scope }: Pick<LastRun, 'scope'>): string {
  const { service, regions } = scope ?? {};
  return `${service === undefined ? '' : ` of ${service}`}${regions === undefined ? '' : ` in ${regions.join(', ')}`}`;
}
