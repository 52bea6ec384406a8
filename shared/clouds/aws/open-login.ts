/** Logs in to AWS with a profile of this machine, or with what its environment gives. */
import type { SessionSettings } from '../cloud.ts';
import type { Login, OpenLogin } from '../login.ts';

export async function openAwsLogin(_login: Login, _environment: NodeJS.ProcessEnv, _settings: SessionSettings): Promise<OpenLogin> {
  throw new Error('not yet');
}
