/** Names that RDS, ElastiCache and PostgreSQL take for a snapshot, in which the name of the resource is cut off rather than the token. */
const MOST_OF_NAME = 36;

/** `shop-db-abcdefghijklmnopqrstuvwxyz` */
export const snapshotName = (name: string, token: string): string => `${name.slice(0, MOST_OF_NAME).replace(/-+$/, '')}-${token}`;
