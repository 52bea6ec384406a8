/** ETags of things with a version, and the header `If-Match` (RFC 9110, 13.1.1). */
import { InvalidRequest } from '../errors.ts';

export const etagOf = (version: number): string => `"${version}"`;

const LIST = /^\s*(?:W\/)?"[^"]*"\s*(?:,\s*(?:W\/)?"[^"]*"\s*)*$/;

/** Whether the header allows a change of the version; without the header, any is. @throws InvalidRequest naming `If-Match` if it is malformed */
export function allowedBy(header: string | undefined): (version: number) => boolean {
  if (header === undefined || header.trim() === '*') return () => true;
  if (header.length > 1000 || !LIST.test(header))
    throw new InvalidRequest(
      'If-Match',
      'If-Match: not a list of ETags; send the ETag of the last answer with its quotes, such as "3", or leave the header out.',
    );
  // A weak ETag never matches here.
  const tags = new Set(header.split(',').map((tag) => tag.trim()));
  return (version) => tags.has(etagOf(version));
}
