/** The ids of managed resources, and the tokens of the calls that make and delete them. */
import { hash } from 'node:crypto';
import type { ManagedId, Spec } from './model.ts';

/** Characters of base64url: 132 bits. */
const DIGEST_CHARACTERS = 22;
/** The form of every token: providers allow lower-case letters and digits in names of snapshots, in tags and in descriptions. */
const TOKEN_CHARACTERS = 26;
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** The same for the same name, so that two requests for one resource meet in one row. */
export const managedId = ({ account_id, region, type, name }: Pick<Spec, 'account_id' | 'region' | 'type' | 'name'>): ManagedId =>
  // The one place that makes ids of managed resources.
  `mgd_${hash('sha256', JSON.stringify([account_id, region, type, name]), 'base64url').slice(0, DIGEST_CHARACTERS)}` as ManagedId;

export const isManagedId = (text: string): text is ManagedId => /^mgd_[\w-]{22}$/.test(text);

export interface TokenCause {
  readonly managed_id: ManagedId;
  readonly incarnation: string;
  readonly step: string;
  /** Different for each such step of the resource. */
  readonly number: number;
}

/** 26 lower-case letters and digits (base32) with 130 bits. The same for the same cause. */
export function tokenOf({ managed_id, incarnation, step, number }: TokenCause): string {
  const digest = hash('sha256', JSON.stringify([managed_id, incarnation, step, number]), 'buffer');
  const bits = [...digest].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return Array.from({ length: TOKEN_CHARACTERS }, (_, place) => BASE32[Number.parseInt(bits.slice(place * 5, place * 5 + 5), 2)]).join('');
}
