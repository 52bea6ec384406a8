/** Says which types are known from a search alone. */
import { counted } from './output.ts';

/** The note about such types; undefined if there is none. */
export const searchOnlyNote = (types: number, slices?: number): string | undefined =>
  types === 0
    ? undefined
    : `${counted(types, 'type')} without a definition${slices === undefined ? '' : `, in ${counted(slices, 'slice')}`}: what the search left out is not known`;
