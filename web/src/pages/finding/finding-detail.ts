/** The finding that the page shows. */
import { api, read } from '../../api/client.ts';

export const readFinding = (id: string, signal: AbortSignal) =>
  read(api.findings[':finding_id'].$get({ param: { finding_id: encodeURIComponent(id) } }, { init: { signal } }));

export type FindingDetail = Awaited<ReturnType<typeof readFinding>>;
