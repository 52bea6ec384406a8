/** The summary that the parts of the overview show. */
import { api, read } from '../../api/client.ts';

export const readSummary = (signal: AbortSignal) => read(api.summary.$get({}, { init: { signal } }));
export type Summary = Awaited<ReturnType<typeof readSummary>>;
