/** Request units. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html */
const KB = 1024;

export const writeUnits = (bytes: number): number => Math.max(1, Math.ceil(bytes / KB));

/** Of a read: the sum of what it looked at, in steps of 4 KB; half of it unless consistent. */
export const readUnits = (bytes: number, consistent: boolean): number => Math.max(1, Math.ceil(bytes / (4 * KB))) * (consistent ? 1 : 0.5);
