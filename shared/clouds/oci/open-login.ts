/** Opens a connection to an OCI tenancy. */
// oxlint-disable-next-line no-restricted-imports -- `openOciLogin` puts the parts together
import { interruptibleClock, systemClock, systemRandom } from '../../real-seams.ts';
import { CloudError } from '../cloud-error.ts';
import type { Connection } from '../connection.ts';
import type { OpenLogin } from '../login.ts';
import type { LoginContext } from '../provider.ts';
import { machineFiles } from './access/login-files.ts';
import { createMetadata } from './access/metadata.ts';
import { agentTo, createSend } from './access/transport.ts';
import { type OciConnectionSettings, ociConnectionSettings } from './connection-settings.ts';
import { OciLogin } from './oci-login.ts';

const ENDPOINT = 'MUSTER_OCI_ENDPOINT_URL';
/** The variable by which Oracle's own tools find another metadata service than that of the instance: `http://169.254.169.254/opc/v2`. */
const METADATA = 'OCI_METADATA_BASE_URL';

/**
 * OCI as the environment configures it. A server at `MUSTER_OCI_ENDPOINT_URL` (https) answers in the place of every host of OCI's; requests are signed
 * for those hosts all the same.
 * @throws InvalidRequest that names the unusable variable
 * @throws CloudError if the connection's settings are not those of a login to OCI
 */
export async function openOciLogin(connection: Connection, { environment, readSecret, sessions = {} }: LoginContext): Promise<OpenLogin> {
  const { signal, detailConcurrency } = sessions;
  const endpoint = environment[ENDPOINT];
  const clock = signal ? interruptibleClock(signal) : systemClock;
  return new OciLogin({
    connection,
    name: connection.connection_id,
    profile: connection.profile,
    settings: settingsOf(connection),
    environment,
    files: machineFiles,
    metadata: createMetadata(environment[METADATA] || undefined),
    send: createSend(endpoint ? { agent: agentTo(endpoint, ENDPOINT) } : {}),
    now: () => clock.now(),
    readSecret,
    clock,
    random: systemRandom,
    signal,
    detailConcurrency,
  });
}

/** @throws CloudError */
function settingsOf({ connection_id, settings }: Connection): OciConnectionSettings {
  const { success, data, error } = ociConnectionSettings.safeParse(settings);
  if (success) return data;
  const problems = error.issues.map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`));
  throw new CloudError(`The connection ${connection_id} cannot be used: ${problems.join('; ')}.`, {
    class: 'invalid',
    error_code: 'BadConnection',
  });
}
