/**
 * Reads the secrets that connections refer to, from Secrets Manager, Systems Manager or the environment. A secret is kept in memory for some
 * minutes and nowhere else: no error, log or row holds it.
 */
import { CloudError, type CloudErrorClass } from '../clouds/cloud-error.ts';
import { NO_REFERENCE, type ParsedReference, parseReference } from '../clouds/secret-reference.ts';
import type { Clock } from '../seams.ts';

/** How long a secret is kept. A secret that was replaced is used after this time at the latest. */
const KEPT_MS = 5 * 60_000;

/** Reads one secret of AWS by its ARN; undefined if it has no text. Errors are those of the SDK. */
type ReadByArn = (arn: string, region: string) => Promise<string | undefined>;

export interface SecretStores {
  readonly secretsmanager: ReadByArn;
  readonly ssm: ReadByArn;
  /** The variables that `env:NAME` may name; undefined in a deployment, whose variables hold its own credentials. */
  readonly environment: NodeJS.ProcessEnv | undefined;
}

interface KeptSecret {
  readonly secret: Promise<string>;
  readonly until: number;
}

export class Secrets {
  readonly #stores: SecretStores;
  readonly #clock: Clock;
  readonly #kept = new Map<string, KeptSecret>();

  constructor(stores: SecretStores, clock: Clock) {
    this.#stores = stores;
    this.#clock = clock;
  }

  /** The secret, which may be some minutes old. @throws CloudError that names the reference and says what to do */
  async read(reference: string): Promise<string> {
    const kept = this.#kept.get(reference);
    if (kept && this.#clock.now() < kept.until) return await kept.secret;
    const read = { secret: this.#fetch(reference), until: this.#clock.now() + KEPT_MS };
    this.#kept.set(reference, read);
    try {
      return await read.secret;
    } catch (error) {
      this.forget(reference);
      throw error;
    }
  }

  /** Lets the next `read` fetch the secret again, for a login that refused the one that is kept. */
  forget(reference: string): void {
    this.#kept.delete(reference);
  }

  async #fetch(reference: string): Promise<string> {
    const parsed = parseReference(reference);
    if (!parsed) throw failed('invalid', 'NoReference', `A connection's secret is no reference; ${NO_REFERENCE}.`);
    const text = parsed.store === 'environment' ? this.#variable(parsed.variable) : await this.#stored(parsed);
    if (text === '') throw failed('invalid', 'EmptySecret', `The secret ${reference} is empty; store it again.`);
    return parsed.store === 'environment' ? text : memberOf(text, parsed.member, reference);
  }

  #variable(name: string): string {
    const { environment } = this.#stores;
    if (!environment) {
      throw failed(
        'invalid',
        'NoEnvironment',
        `A deployment reads no secret from env:${name}; store it in Secrets Manager or Systems Manager and give its ARN.`,
      );
    }
    const value = environment[name];
    if (value) return value;
    throw failed(
      'invalid',
      'SecretNotFound',
      `The environment variable ${name}, which is named as a secret, is not set; set it where Muster runs.`,
    );
  }

  async #stored({ store, arn, region }: Exclude<ParsedReference, { readonly store: 'environment' }>): Promise<string> {
    try {
      return (await this.#stores[store](arn, region)) ?? '';
    } catch (error) {
      throw storeFailure(error, store, arn);
    }
  }
}

/** The member of a secret that is a JSON object, or the whole text. */
function memberOf(text: string, member: string | undefined, reference: string): string {
  if (member === undefined) return text;
  let value: unknown;
  try {
    value = (JSON.parse(text) as Readonly<Record<string, unknown>> | null)?.[member];
  } catch {
    // The parser's message would quote the secret.
    throw failed('invalid', 'SecretNotJson', `The secret ${reference} is not JSON, so it has no member; leave #${member} out.`);
  }
  if (typeof value === 'string' && value !== '') return value;
  throw failed('invalid', 'SecretNotFound', `The secret ${reference} has no text under that name; correct the name after "#".`);
}

/** The permission that reads a secret of each store. */
const PERMISSIONS = { secretsmanager: 'secretsmanager:GetSecretValue', ssm: 'ssm:GetParameter' } as const;

/** The message holds nothing of the SDK's, which may quote the request. */
function storeFailure(error: unknown, store: keyof typeof PERMISSIONS, arn: string): CloudError {
  const { name = 'Error', $metadata } = error as { readonly name?: string; readonly $metadata?: { readonly httpStatusCode?: number } };
  const code = /^[A-Za-z][\w.]{0,63}$/.test(name) ? name : 'Error';
  if (code === 'ResourceNotFoundException' || code === 'ParameterNotFound')
    return failed('invalid', code, `There is no secret ${arn}; correct the connection's reference, or store the secret.`);
  if (/AccessDenied/.test(code) || code === 'DecryptionFailure' || code === 'InvalidKeyId')
    return failed(
      'denied',
      code,
      `Muster may not read the secret ${arn} (${code}): allow its role ${PERMISSIONS[store]} and, if the secret has a key of its own, kms:Decrypt; deployments allow secrets whose names begin with muster/, and those of the context value muster:secrets.`,
      PERMISSIONS[store],
    );
  if (code === 'CredentialsProviderError')
    return failed(
      'denied',
      code,
      `There are no AWS credentials to read the secret ${arn} with; log in to AWS, or use another kind of reference.`,
    );
  const isRefusal = $metadata?.httpStatusCode !== undefined && $metadata.httpStatusCode >= 400 && $metadata.httpStatusCode < 500;
  return isRefusal && !/Throttl|TooManyRequests/.test(code)
    ? failed(
        'denied',
        code,
        `AWS refused to read the secret ${arn} (${code}); check the reference and the login to AWS.`,
        PERMISSIONS[store],
      )
    : failed('transient', code, `The secret ${arn} could not be read (${code}); AWS did not answer. Try again.`);
}

const failed = (errorClass: CloudErrorClass, error_code: string, message: string, permission?: string): CloudError =>
  new CloudError(message, { class: errorClass, error_code, ...(permission !== undefined && { permission }) });
