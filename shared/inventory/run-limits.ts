/** How much of one account an inventory does at the same time. */

/**
 * The most slices that are read at the same time. Most slices are one short list, so that nearly all of a slice's time is the way to its region
 * and back: the more at a time, the faster, until half the published limits, a few seconds for an empty account, are the bound. Each holds a page.
 */
export const SLICE_CONCURRENCY = 16;

/** The most rows of a slice that are written at the same time. */
export const WRITE_CONCURRENCY = 8;
