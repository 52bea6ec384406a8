/** The text of the generated modules that hold the fields of configs, the same for every provider. */
import type { ConfigFields, FieldCodes } from '../shared/clouds/config-fields.ts';

const header = (madeBy: string): string => `/** ${madeBy} Do not edit. */\n// prettier-ignore\n`;

/** `services/<service>/fields.generated.ts`: one line for each type and shape, so that diffs are readable. */
export function fieldsModule(madeBy: string, { types, shapes }: ConfigFields): string {
  const lines = (members: Readonly<Record<string, FieldCodes>>): string =>
    Object.entries(members)
      .map(([name, codes]) => `${JSON.stringify(name)}: ${JSON.stringify(codes)}`)
      .join(',\n');
  return [
    `${header(madeBy)}import type { ConfigFields } from '../../../config-fields.ts';`,
    '',
    'export const FIELDS = JSON.parse(`{"types": {',
    lines(types),
    '}, "shapes": {',
    lines(shapes),
    '}}`) as ConfigFields;',
    '',
  ].join('\n');
}

/** `fields.generated.ts` of a provider: loads the fields of a service by its id. */
export function loadersModule(madeBy: string, services: readonly string[]): string {
  return [
    `${header(madeBy)}import type { ConfigFields } from '../config-fields.ts';`,
    '',
    'export const FIELD_LOADERS: Readonly<Record<string, () => Promise<{ readonly FIELDS: ConfigFields }>>> = {',
    ...services.map((id) => `  '${id}': async () => await import('./services/${id}/fields.generated.ts'),`),
    '};',
    '',
  ].join('\n');
}
