/** DynamoDB's request units: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html */
const KB = 1024;

export const writeUnits = (bytes: number): number => Math.max(1, Math.ceil(bytes / KB));

/** The units of a read of `bytes` in all, in steps of 4 KB. A read that is not consistent costs half. */
export const readUnits = (bytes: number, consistent: boolean): number => Math.max(1, Math.ceil(bytes / (4 * KB))) * (consistent ? 1 : 0.5);
