/** A cloud with networks, subnets and machines whose answers a test can spoil, as the contract test of all providers sees it. */
import type { CloudSession } from '../../../../shared/clouds/cloud.ts';
import type { AccountId, Provider } from '../../../../shared/ids.ts';

/** The types of the contract, by their part in it. */
export interface ContractTypes {
  readonly network: string;
  readonly subnet: string;
  readonly virtual_machine: string;
  /** The type that stands between a machine and its subnets; undefined if the machine names its subnets itself. */
  readonly network_interface?: string;
}
export const PARTS = ['network', 'subnet', 'virtual_machine'] as const;
export type Part = (typeof PARTS)[number];

/** An item as the provider's API writes it. */
export type Item = Readonly<Record<string, unknown>>;

export interface CloudUnderTest {
  readonly provider: Provider;
  readonly account: AccountId;
  readonly types: ContractTypes;
  readonly segment: string;
  /** The region in which everything is. */
  readonly region: string;
  /** The form of a resource's id, and of the id by which the provider knows it. */
  readonly ids: Readonly<Record<Part, { readonly id: RegExp; readonly native: RegExp }>>;
  /** The permission that each list needs, in the provider's words. */
  readonly permissions: Readonly<Record<Part, string>>;
  session(): Promise<CloudSession>;
  /** Lists no longer hold the item with this native id, or with this id. */
  remove(id: string): void;
  /** Lists of the part are refused as the provider refuses them. */
  refuse(part: Part): void;
  /** Lists of the part answer their first page only; the provider fails at the next one. */
  breakOff(part: Part): void;
  /** Undoes `refuse` and `breakOff`. */
  mend(): void;
  close(): Promise<void>;
}

/** The change that was made to the lists of a cloud whose answers come from samples. */
export class Spoiled {
  readonly removed = new Set<string>();
  readonly #refused = new Set<Part>();
  readonly #broken = new Set<Part>();

  remove(id: string): void {
    this.removed.add(id);
  }
  refuse(part: Part): void {
    this.#refused.add(part);
  }
  breakOff(part: Part): void {
    this.#broken.add(part);
  }
  mend(): void {
    this.#refused.clear();
    this.#broken.clear();
  }
  isRefused(part: Part): boolean {
    return this.#refused.has(part);
  }
  isBroken(part: Part): boolean {
    return this.#broken.has(part);
  }
  /** The items that were not removed. */
  left<T>(items: readonly T[], idOf: (item: T) => string): readonly T[] {
    return items.filter((item) => !this.removed.has(idOf(item)));
  }
}
