/** Names of services without what reads them: for those who only check input, and need no SDK client in their bundle. */
import { SERVICES } from '../clouds/aws/services.ts';

/** What a job's `service` may be, besides `*`. */
export const knownServices = (): readonly string[] => Object.keys(SERVICES).toSorted();
