/** Reads private keys of API keys and sessions. */
// oxlint-disable-next-line no-restricted-imports -- reading a key has no chance in it
import { createPrivateKey, createPublicKey, hash, type KeyObject } from 'node:crypto';
import { LoginProblem } from './key-source.ts';

/**
 * Reads a PEM. `place` says where it was: `the key file ~/.oci/key.pem`.
 * @throws LoginProblem that repeats nothing of the key
 */
export function readPrivateKey(pem: string, passphrase: string | undefined, place: string): KeyObject {
  const isEncrypted = /ENCRYPTED/.test(pem);
  if (isEncrypted && passphrase === undefined) {
    throw new LoginProblem(`${place} is encrypted and there is no passphrase for it; set pass_phrase.`);
  }
  let key: KeyObject;
  try {
    // Oracle's tools write a line OCI_API_KEY after the key.
    key = createPrivateKey({ key: pem.replace(/\n\s*OCI_API_KEY\s*$/, '\n'), ...(isEncrypted && { passphrase: passphrase ?? '' }) });
  } catch (error) {
    throw new LoginProblem(
      isEncrypted
        ? `the passphrase does not open ${place}; correct pass_phrase.`
        : `${place} is not a private key in PEM form; name the file with the private half of the API key.`,
      { cause: error },
    );
  }
  if (key.asymmetricKeyType === 'rsa') return key;
  throw new LoginProblem(`${place} is not an RSA key, and OCI takes no other; make an API key with oci setup keys.`);
}

/** The fingerprint of an API key as OCI writes it: the MD5 of its public half, 16 bytes in hexadecimal. */
export function fingerprintOf(key: KeyObject): string {
  const der = createPublicKey(key).export({ type: 'spki', format: 'der' });
  return (hash('md5', der, 'hex').match(/../g) ?? []).join(':');
}
