/** Makes certificates for servers and machines that tests play: X.509 version 3, signed by their own RSA key. */
import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

export interface MadeCertificate {
  readonly certificate: string;
  readonly key: string;
  readonly privateKey: KeyObject;
}

export interface CertificateSubject {
  readonly commonName: string;
  readonly organizationalUnit?: string;
  /** DNS names and IPv4 addresses of the server, `*.example.com` among them. */
  readonly names?: readonly string[];
}

const OID = {
  commonName: '550403',
  organizationalUnit: '55040b',
  sha256WithRsa: '2a864886f70d01010b',
  basicConstraints: '551d13',
  subjectAltName: '551d11',
} as const;

/** Valid from a day ago until a day from now. */
export function makeCertificate({ commonName, organizationalUnit, names = [] }: CertificateSubject): MadeCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const algorithm = sequence(oid(OID.sha256WithRsa), der(0x05));
  const subject = sequence(
    named(OID.commonName, commonName),
    ...(organizationalUnit === undefined ? [] : [named(OID.organizationalUnit, organizationalUnit)]),
  );
  const day = 86_400_000;
  const body = sequence(
    der(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    algorithm,
    subject,
    sequence(time(Date.now() - day), time(Date.now() + day)),
    subject,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensions(names))),
  );
  const signature = sign('sha256', body, privateKey);
  const certificate = pem('CERTIFICATE', sequence(body, algorithm, bits(signature)));
  return { certificate, key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), privateKey };
}

function extensions(names: readonly string[]): readonly Buffer[] {
  const isAuthority = sequence(
    oid(OID.basicConstraints),
    der(0x01, Buffer.from([0xff])),
    der(0x04, sequence(der(0x01, Buffer.from([0xff])))),
  );
  if (names.length === 0) return [isAuthority];
  const alternatives = names.map((name) =>
    /^\d+(\.\d+){3}$/.test(name) ? der(0x87, Buffer.from(name.split('.').map(Number))) : der(0x82, Buffer.from(name)),
  );
  return [isAuthority, sequence(oid(OID.subjectAltName), der(0x04, sequence(...alternatives)))];
}

/** One value in DER: tag, length, content. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const written = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...written]), content]);
}

const sequence = (...parts: readonly Buffer[]): Buffer => der(0x30, ...parts);
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
const integer = (value: Buffer): Buffer => der(0x02, value);
const bits = (value: Buffer): Buffer => der(0x03, Buffer.from([0]), value);
const named = (type: string, text: string): Buffer => der(0x31, sequence(oid(type), der(0x0c, Buffer.from(text))));
/** UTCTime: `YYMMDDHHMMSSZ`. */
const time = (ms: number): Buffer => der(0x17, Buffer.from(`${new Date(ms).toISOString().replaceAll(/[-:T]/g, '').slice(2, 14)}Z`));
const pem = (label: string, content: Buffer): string =>
  `-----BEGIN ${label}-----\n${(content.toString('base64').match(/.{1,64}/g) ?? []).join('\n')}\n-----END ${label}-----\n`;
