/** Logs in to AWS with a profile of this machine, or with what its environment gives. */
import type { Login, OpenLogin } from '../login.ts';

export async function openAwsLogin(_login: Login, _environment: NodeJS.ProcessEnv): Promise<OpenLogin> {
  throw new Error('not yet');
}
