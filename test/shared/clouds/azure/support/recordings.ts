/** Recorded answers of real clouds. They are not part of the repository: tests that need them are skipped where they are absent. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

const ROOT = process.env['MUSTER_RECORDINGS'] ?? fileURLToPath(new URL('../../../../../../shared/recordings', import.meta.url));

/** The folder of a cloud's recordings, such as `azure`; undefined if it is absent. `MUSTER_RECORDINGS` names the folder above. */
export function recordings(cloud: string): string | undefined {
  const folder = join(ROOT, cloud);
  return existsSync(folder) ? folder : undefined;
}
