/** The documented queries, from the guide itself when the page is built. */
import guide from '../../../../docs/queries.md?raw';
import { queriesIn } from './queries-in.ts';

export const LIBRARY = queriesIn(guide);
