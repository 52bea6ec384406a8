/** E-mail addresses: which texts are one, and which of them are the same. */
import { domainToASCII } from 'node:url';

/** The longest address that mail servers take, in bytes (RFC 5321, 4.5.3.1). */
export const MAX_EMAIL = 254;
const MAX_LOCAL = 64;

/** Letters and digits of any script, and the other characters that a local part has without quotes (RFC 5322, 3.2.3). */
const LOCAL = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
/** The characters that `domainToASCII` may be given; it leaves out tabs and line ends. */
const WRITTEN_DOMAIN = /^[\p{L}\p{M}\p{N}.-]+$/u;
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * The form of an address that all its ways of writing share: in lower case, with the domain as DNS has it. Two customers have the same address if,
 * and only if, they share it. Undefined if the text is not an address.
 */
export function emailKey(text: string): string | undefined {
  if (!text.isWellFormed() || Buffer.byteLength(text) > MAX_EMAIL) return undefined;
  const at = text.lastIndexOf('@');
  const local = text.slice(0, at);
  const written = text.slice(at + 1);
  const domain = WRITTEN_DOMAIN.test(written) ? domainToASCII(written) : '';
  const isAddress = at > 0 && Buffer.byteLength(local) <= MAX_LOCAL && LOCAL.test(local) && domain.length <= 253 && DOMAIN.test(domain);
  return isAddress ? `${folded(local)}@${domain}` : undefined;
}

/** Letters whose upper case is the same, such as `ß` and `ss`, or both small sigmas, become one. Casing may take a letter apart, and NFKC puts it together. */
const folded = (text: string): string => text.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');
