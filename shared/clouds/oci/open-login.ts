/** Opens a connection to an OCI tenancy. */
// oxlint-disable-next-line no-restricted-imports -- `openOciLogin` puts the parts together
import { interruptibleClock, systemClock, systemRandom } from '../../real-seams.ts';
import { CloudError } from '../cloud-error.ts';
import type { Connection } from '../connection.ts';
import type { OpenLogin } from '../login.ts';
import type { LoginContext } from '../provider.ts';
import { machineFiles } from './access/login-files.ts';
import type { LoginSubject } from './access/key-source.ts';
import { createMetadata } from './access/metadata.ts';
import { agentTo, createSend, type Send } from './access/transport.ts';
import { answererOf, type OciAnswerer } from './answering.ts';
import { type OciConnectionSettings, ociConnectionSettings } from './connection-settings.ts';
import { OciLogin } from './oci-login.ts';
import { problemText } from '../../validation/invalid-request.ts';

const ENDPOINT = 'MUSTER_OCI_ENDPOINT_URL';
/** The variable by which Oracle's own tools find another metadata service than that of the instance: `http://169.254.169.254/opc/v2`. */
const METADATA = 'OCI_METADATA_BASE_URL';

/**
 * OCI as the environment configures it. A server at `MUSTER_OCI_ENDPOINT_URL` (https) answers in the place of every host of OCI's; requests are signed
 * for those hosts all the same. A module that `MUSTER_OCI_ANSWERER` names needs no login at all.
 * @throws InvalidRequest that names the unusable variable
 * @throws CloudError if the connection's settings are not those of a login to OCI
 */
export async function openOciLogin(connection: Connection, { environment, readSecret, sessions = {} }: LoginContext): Promise<OpenLogin> {
  const { signal, detailConcurrency } = sessions;
  const settings = settingsOf(connection);
  const answerer = answererOf(environment);
  const clock = signal ? interruptibleClock(signal) : systemClock;
  return new OciLogin({
    connection,
    name: connection.connection_id,
    profile: connection.profile,
    settings,
    environment,
    files: machineFiles,
    metadata: createMetadata(environment[METADATA] || undefined),
    ...(answerer ? answeredBy(answerer, settings) : { send: sendTo(environment[ENDPOINT]) }),
    now: () => clock.now(),
    readSecret,
    clock,
    random: systemRandom,
    signal,
    detailConcurrency,
  });
}

/** @throws InvalidRequest for an endpoint that is no https URL */
const sendTo = (endpoint: string | undefined): Send => createSend(endpoint ? { agent: agentTo(endpoint, ENDPOINT) } : {});

/** The tenancy and the region of an answered login that names none. */
const ANY_TENANCY = 'ocid1.tenancy.oc1..answeredtenancy';
const ANY_REGION = 'us-ashburn-1';

/** Stands where people read who the login is: an answered login that names nobody needs no credentials. */
const NO_USER = 'no-login';

/** A login whose requests the answerer answers. They are neither signed nor paced. */
function answeredBy(
  answerer: OciAnswerer,
  { tenancy = ANY_TENANCY, region = ANY_REGION, user = NO_USER }: OciConnectionSettings,
): { readonly send: Send; readonly answered: LoginSubject } {
  const send: Send = async (request, _headers, signal) => {
    signal?.throwIfAborted();
    return await answerer.answer({ ...request, tenancy });
  };
  return { send, answered: { tenancy, region, user } };
}

/** @throws CloudError */
function settingsOf({ connection_id, settings }: Connection): OciConnectionSettings {
  const { success, data, error } = ociConnectionSettings.safeParse(settings);
  if (success) return data;
  throw new CloudError(`The connection ${connection_id} cannot be used: ${problemText(error, settings).replace(/\.$/, '')}.`, {
    class: 'invalid',
    error_code: 'BadConnection',
  });
}
