/** Reads the metadata service of an OCI instance. */
import { request as httpRequest } from 'node:http';
import { METADATA_BASE, type Metadata } from './instance-principal.ts';

/** On a machine outside OCI nothing answers at the address, or another cloud's service does. */
const WAIT_MS = 1500;
const MAX_BYTES = 2 ** 20;

/** Any failure, and any answer but 200, means that there is no such service. */
export function createMetadata(base = METADATA_BASE): Metadata {
  return async (path) =>
    await new Promise<string | undefined>((resolve) => {
      const sent = httpRequest(`${base.replace(/\/$/, '')}/${path}`, { headers: { authorization: 'Bearer Oracle' } }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
          if (text.length > MAX_BYTES) sent.destroy();
        });
        response.on('error', () => resolve(undefined));
        response.on('end', () => resolve(response.statusCode === 200 && response.complete ? text : undefined));
      });
      sent.setTimeout(WAIT_MS, () => sent.destroy());
      sent.on('error', () => resolve(undefined));
      sent.end();
    });
}
