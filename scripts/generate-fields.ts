/**
 * Makes `fields.generated.ts` for each service's folder: the fields that the configs of its types may have, derived from the schemas of
 * the SDK operations that the types' definitions name. Policies are checked against these fields.
 */
import { fileURLToPath } from 'node:url';
import type { NormalizedSchema } from '@smithy/core/schema';
import type { TypeDefinition } from '../shared/clouds/aws/types/definition.ts';
import type { LoadedService } from '../shared/clouds/aws/types/loaded-service.ts';
import { membersOf, type Shape, shapeOf, stepInto } from '../shared/clouds/aws/types/shapes.ts';
import { type ConfigFields, FIELD_CODES, type FieldCodes } from '../shared/clouds/config-fields.ts';
import { below, type Edit, editsOf } from './field-edits.ts';
import { fieldsModule, loadersModule } from './fields-module.ts';
import { type GeneratedFile, serviceFolders, SERVICES_FOLDER } from './generate-types.ts';

const MADE_BY = 'Made by scripts/generate-fields.ts from the schemas of the AWS SDK.';

/** @throws NoSuchPath, TypeError if a definition does not fit the SDK */
export async function generatedFields(root = fileURLToPath(new URL('..', import.meta.url))): Promise<readonly GeneratedFile[]> {
  const services = (await serviceFolders(root)).map(({ loaded }) => loaded);
  return [
    ...services.map((loaded): GeneratedFile => ({
      path: `${SERVICES_FOLDER}/${loaded.service.id}/fields.generated.ts`,
      text: fieldsModule(MADE_BY, fieldsOfService(loaded)),
    })),
    {
      path: 'shared/clouds/aws/fields.generated.ts',
      text: loadersModule(
        MADE_BY,
        services.map(({ service }) => service.id),
      ),
    },
  ];
}

export function fieldsOfService({ types, commands }: Pick<LoadedService, 'types' | 'commands'>): ConfigFields {
  const encoder = new Encoder();
  return {
    types: Object.fromEntries(types.map((type) => [type.type, encoder.root(type, shapeOf(type, { commands, types }))])),
    shapes: encoder.shapes(),
  };
}

class Encoder {
  readonly #shapes = new Map<string, FieldCodes>();
  /** The full name of the shape that has taken a short one: two APIs of a service may have shapes of the same short name. */
  readonly #fullNames = new Map<string, string>();

  root(type: TypeDefinition, shape: Shape): FieldCodes {
    const edits = editsOf(type);
    const members = this.#members(shape, edits, type.type);
    // A describe that answers with a map, such as the attributes of a queue: any member may be there.
    const map = belowOf(shape).find((each) => isMap(each));
    const code = map && this.#code(stepInto(map, '*') ?? 'any', below(edits, '*'), `${type.type}.*`);
    return code === undefined ? members : { ...members, '*': code };
  }

  /** The shapes that the roots refer to, by name, sorted. */
  shapes(): ConfigFields['shapes'] {
    return Object.fromEntries([...this.#shapes].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  }

  #members(shape: Shape, edits: readonly Edit[], place: string): FieldCodes {
    const codes = membersOf(shape)
      .toSorted()
      .map((name) => [name, this.#code(stepInto(shape, name) ?? 'any', below(edits, name), `${place}.${name}`)] as const);
    return Object.fromEntries(codes.filter((entry): entry is [string, string] => entry[1] !== undefined));
  }

  /**
   * Undefined if the value is never stored.
   * @param place type and path, the name of a shape that occurs only there; also for errors
   */
  #code(shape: Shape, edits: readonly Edit[], place: string): string | undefined {
    switch (edits.find(({ steps }) => steps.length === 0)?.to) {
      case 'nothing':
        return undefined;
      case 'keys':
        return FIELD_CODES.map + FIELD_CODES.text;
      case 'anything':
        return FIELD_CODES.anything;
      case undefined:
        break;
    }
    if (shape === 'any' || isDocument(shape)) return FIELD_CODES.anything;
    const element = stepInto(shape, '[]');
    if (element) return nested(FIELD_CODES.list, this.#code(element, below(edits, '[]'), `${place}[]`));
    if ('members' in shape) return this.#object(place, shape, edits, place);
    if ('list' in shape) throw new TypeError(`${place} is a list without elements.`);
    if (shape.isMapSchema()) return nested(FIELD_CODES.map, this.#code(shape.getValueSchema(), below(edits, '*'), `${place}.*`));
    if (shape.isStructSchema()) return this.#object(edits.length > 0 ? place : this.#nameOf(shape), shape, edits, place);
    return scalar(shape);
  }

  #nameOf(schema: NormalizedSchema): string {
    const short = schema.getName() ?? 'Unit';
    const full = schema.getName(true) ?? short;
    if (!this.#fullNames.has(short)) this.#fullNames.set(short, full);
    return this.#fullNames.get(short) === full ? short : full.replace(/^.*\.(?=[^.]*$)/, '').replace('#', '.');
  }

  #object(name: string, shape: Shape, edits: readonly Edit[], place: string): string {
    if (!this.#shapes.has(name)) {
      // The name is taken before the members are encoded, because they may refer back to this shape.
      this.#shapes.set(name, {});
      this.#shapes.set(name, this.#members(shape, edits, place));
    }
    return FIELD_CODES.shape + name;
  }
}

/** The shapes whose members a config has as its own. */
const belowOf = (shape: Shape): readonly Shape[] =>
  shape !== 'any' && 'members' in shape ? shape.over.flatMap((each) => [each, ...belowOf(each)]) : [];

const isMap = (shape: Shape): boolean => shape !== 'any' && !('list' in shape) && !('members' in shape) && shape.isMapSchema();

const nested = (kind: string, code: string | undefined): string | undefined => (code === undefined ? undefined : kind + code);

/** The code of a value as it is stored: times as ISO 8601 texts, bytes as base64. */
function scalar(schema: NormalizedSchema): string {
  if (schema.isTimestampSchema()) return FIELD_CODES.time;
  if (schema.isBooleanSchema()) return FIELD_CODES.boolean;
  if (schema.isNumericSchema() || schema.isBigIntegerSchema() || schema.isBigDecimalSchema()) return FIELD_CODES.number;
  return FIELD_CODES.text;
}

const isDocument = (shape: Exclude<Shape, 'any'>): boolean => !('list' in shape) && !('members' in shape) && shape.isDocumentSchema();
