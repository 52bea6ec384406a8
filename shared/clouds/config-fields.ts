/**
 * The fields that the configs of resource types may have, taken from the provider's own schema. This is the encoding of the
 * generated files, one file for each service. An object that several fields hold is written once, so it may contain itself.
 */

/** Fields by name, each as a code: see `FIELD_CODES`. */
export type FieldCodes = Readonly<Record<string, string>>;

export interface ConfigFields {
  /** The fields of each resource type, by the type's name. */
  readonly types: Readonly<Record<string, FieldCodes>>;
  /** Objects that codes refer to, by name. */
  readonly shapes: Readonly<Record<string, FieldCodes>>;
}

/**
 * The first characters of a code. `[]` is followed by the code of the list's elements; `{}` by the code of the values of a map whose
 * keys the user chooses; `#` by the name of a shape. The others are complete codes.
 */
export const FIELD_CODES = { list: '[]', map: '{}', shape: '#', anything: '*', text: 't', number: 'n', boolean: 'b', time: 'd' } as const;
