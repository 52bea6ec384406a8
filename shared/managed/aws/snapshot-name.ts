/** Names that RDS, ElastiCache and PostgreSQL take for a snapshot, in which the name of the resource is cut off rather than the token. */

/** A name of PostgreSQL has at most 63 bytes, and a token 26. */
const MOST_OF_NAME = 36;
/** ElastiCache's names of snapshots have at most 50 characters. */
export const CACHE_NAME_IN_SNAPSHOT = 23;

/** `shop-db-abcdefghijklmnopqrstuvwxyz`. @param most characters of the resource's name */
export const snapshotName = (name: string, token: string, most = MOST_OF_NAME): string =>
  `${name.slice(0, most).replace(/-+$/, '')}-${token}`;
