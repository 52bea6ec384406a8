/** Walks through generated fields by the paths of definitions. */
import { type ConfigFields, FIELD_CODES, type FieldCodes } from '../../../../../shared/clouds/config-fields.ts';
import { stepsOf } from '../../../../../shared/clouds/types/paths.ts';

/** Whether configs of the type may have a value at the path; with `declared`, under a name that the schema itself has. */
export const hasField = (fields: ConfigFields, type: string, path: string, declared = false): boolean =>
  hasFieldAt(fields, type, stepsOf(path), declared);

/** The same for the steps of a path, whose names may have dots. */
export function hasFieldAt(fields: ConfigFields, type: string, steps: readonly string[], declared = false): boolean {
  const memberOf = (of: FieldCodes | undefined, name: string): string | undefined => of?.[name] ?? (declared ? undefined : of?.['*']);
  let members = fields.types[type];
  if (!members) return false;
  let code: string | undefined;
  for (const step of steps) {
    if (code === undefined) code = memberOf(members, step);
    else if (code === FIELD_CODES.anything) return true;
    else if (code.startsWith(FIELD_CODES.list)) {
      if (step !== '[]') return false;
      code = code.slice(FIELD_CODES.list.length);
    } else if (code.startsWith(FIELD_CODES.map)) code = code.slice(FIELD_CODES.map.length);
    else if (code.startsWith(FIELD_CODES.shape)) {
      members = fields.shapes[code.slice(FIELD_CODES.shape.length)];
      code = memberOf(members, step);
    } else return false;
    if (code === undefined) return false;
  }
  return true;
}

/** The steps to every value in a value, with `[]` for elements. */
export function stepsIn(value: unknown, steps: readonly string[] = []): readonly (readonly string[])[] {
  if (Array.isArray(value)) return [steps, ...value.flatMap((each) => stepsIn(each, [...steps, '[]']))];
  if (value === null || typeof value !== 'object') return [steps];
  return [steps, ...Object.entries(value).flatMap(([name, member]) => stepsIn(member, [...steps, name]))];
}
