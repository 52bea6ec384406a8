/**
 * The fields that the configs of resource types may have, as the provider's own schema tells them: the encoding of the
 * generated files, one for each service. Objects that several fields hold are written once, so that recursion costs nothing.
 */

/** Fields by name, each as a code: see `FIELD_CODES`. */
export type FieldCodes = Readonly<Record<string, string>>;

export interface ConfigFields {
  /** By resource type. */
  readonly types: Readonly<Record<string, FieldCodes>>;
  /** By name, for codes that refer to it. */
  readonly shapes: Readonly<Record<string, FieldCodes>>;
}

/**
 * Beginnings of codes. `[]` and `{}` are followed by the code of the elements of a list, or of the values of a map whose keys are
 * the user's own; `#` by the name of a shape. The others are whole codes.
 */
export const FIELD_CODES = { list: '[]', map: '{}', shape: '#', anything: '*', text: 't', number: 'n', boolean: 'b', time: 'd' } as const;
