/** Writes the schemas of types in the code of `shared/clouds/config-fields.ts`. */
import { type ConfigFields, FIELD_CODES, type FieldCodes } from '../../shared/clouds/config-fields.ts';
import type { TypeDefinition } from '../../shared/clouds/types/definition.ts';
import { below, type Edit, editsOf } from '../field-edits.ts';
import type { ObjectSchema, Schema } from './schema.ts';

export class FieldEncoder {
  readonly #shapes = new Map<string, FieldCodes>();

  /** The fields of the type's configs, without those that its definition drops. */
  root(type: TypeDefinition, schema: Schema): FieldCodes {
    if (schema.kind !== 'object') throw new TypeError(`${type.type}: its list gives no objects.`);
    return this.#members(schema, editsOf(type), type.type);
  }

  /** The shapes that the roots refer to, by name, sorted. */
  shapes(): ConfigFields['shapes'] {
    return Object.fromEntries([...this.#shapes].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  }

  #members(schema: ObjectSchema, edits: readonly Edit[], place: string): FieldCodes {
    const codes = [...schema.members()]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, this.#code(member, below(edits, name), `${place}.${name}`)] as const);
    const others = schema.others && this.#code(schema.others(), below(edits, '*'), `${place}.*`);
    return {
      ...Object.fromEntries(codes.filter((entry): entry is [string, string] => entry[1] !== undefined)),
      ...(others !== undefined && { '*': others }),
    };
  }

  /**
   * Undefined if the value is never stored.
   * @param place type and path: the name of a shape that an edit makes different from others of its kind
   */
  #code(schema: Schema, edits: readonly Edit[], place: string): string | undefined {
    const edit = edits.find(({ steps }) => steps.length === 0)?.to;
    if (edit === 'nothing') return undefined;
    if (edit === 'keys') return FIELD_CODES.map + FIELD_CODES.text;
    if (edit === 'anything') return FIELD_CODES.anything;
    switch (schema.kind) {
      case 'scalar':
        return schema.code;
      case 'anything':
        return FIELD_CODES.anything;
      case 'list':
        return after(FIELD_CODES.list, this.#code(schema.element(), below(edits, '[]'), `${place}[]`));
      case 'map':
        return after(FIELD_CODES.map, this.#code(schema.value(), below(edits, '*'), `${place}.*`));
      case 'object':
        return this.#object(edits.length > 0 || schema.name.includes(' and ') ? place : schema.name, schema, edits, place);
    }
  }

  #object(name: string, schema: ObjectSchema, edits: readonly Edit[], place: string): string {
    if (!this.#shapes.has(name)) {
      // The name is taken before the members are encoded, because they may refer back to this shape.
      this.#shapes.set(name, {});
      this.#shapes.set(name, this.#members(schema, edits, place));
    }
    return FIELD_CODES.shape + name;
  }
}

const after = (kind: string, code: string | undefined): string | undefined => (code === undefined ? undefined : kind + code);
