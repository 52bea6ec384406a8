/** Reads the frame of a tenancy: its name, the regions that it subscribes to, and its compartments. */
import { z } from 'zod';
import { CloudError } from '../../cloud-error.ts';
import { hostOf, quoted, REGION_NAME } from '../realms.ts';
import type { OciAnswer, OciClient } from './client.ts';
import { classifyError } from './oci-failure.ts';

export const IDENTITY = 'identity';
/** Reading a tenancy's name and regions, and reading its compartments and availability domains. */
const TENANCY_INSPECT = 'inspect tenancies';
export const COMPARTMENTS_INSPECT = 'inspect compartments';
/** The permissions that a login needs to read the frame of a tenancy. */
export const FRAME_PERMISSIONS: readonly string[] = [TENANCY_INSPECT, COMPARTMENTS_INSPECT];
const IDENTITY_HOST = 'identity.{region}.oci.{domain}';

export interface SubscribedRegion {
  readonly region: string;
  readonly isHome: boolean;
}

export interface Compartment {
  readonly id: string;
  /** The compartment that it is in; null for the root, which is the tenancy. */
  readonly parent: string | null;
  /** The names from the root's children down to it: `network/shared`; `root` for the root itself. */
  readonly path: string;
}

/** Where a tenancy is read. */
export interface TenancyPlace {
  readonly tenancy: string;
  readonly domain: string;
  /** The region in which to ask. Every subscribed region answers for the whole tenancy. */
  readonly region: string;
}

const subscriptionSchema = z.array(z.object({ regionName: z.string(), status: z.string(), isHomeRegion: z.boolean() }));
const tenancySchema = z.object({ name: z.string() });
const compartmentSchema = z.object({ id: z.string(), compartmentId: z.string(), name: z.string(), lifecycleState: z.string() });

/** The root compartment is the tenancy itself. */
export const rootOf = (tenancy: string): Compartment => ({ id: tenancy, parent: null, path: 'root' });

export class Tenancy {
  readonly #client: OciClient;
  readonly #place: TenancyPlace;

  constructor(client: OciClient, place: TenancyPlace) {
    this.#client = client;
    this.#place = place;
  }

  /**
   * The regions that are ready, the home region first and the others by name. @throws what `OciClient.call` throws; CloudError if a region has
   * a name that no region can have, which would become a part of host names
   */
  async regions(): Promise<readonly SubscribedRegion[]> {
    const { body } = await this.#get(`/20160918/tenancies/${encodeURIComponent(this.#place.tenancy)}/regionSubscriptions`);
    const ready = parsed(subscriptionSchema, body, 'regionSubscriptions').filter(({ status }) => status === 'READY');
    const odd = ready.find(({ regionName }) => !REGION_NAME.test(regionName));
    if (odd)
      throw unexpected(`OCI's answer to regionSubscriptions names the region ${quoted(odd.regionName)}, and no region has such a name.`);
    return ready
      .map(({ regionName, isHomeRegion }) => ({ region: regionName, isHome: isHomeRegion }))
      .toSorted((one, other) => Number(other.isHome) - Number(one.isHome) || (one.region < other.region ? -1 : 1));
  }

  /** The tenancy's name; null if the login may not read it. @throws what `OciClient.call` throws */
  async name(): Promise<string | null> {
    try {
      const { body } = await this.#get(`/20160918/tenancies/${encodeURIComponent(this.#place.tenancy)}`);
      return parsed(tenancySchema, body, 'tenancies').name;
    } catch (error) {
      if (this.#classed(error, TENANCY_INSPECT).details.class === 'denied') return null;
      throw error;
    }
  }

  /**
   * Every compartment that is not deleted, the root first. The list is of the whole tree, whatever the login may do in a compartment.
   * @throws CloudError
   */
  async compartments(): Promise<readonly Compartment[]> {
    const { tenancy } = this.#place;
    const query = new URLSearchParams({ compartmentId: tenancy, compartmentIdInSubtree: 'true', accessLevel: 'ANY', limit: '1000' });
    const found: z.infer<typeof compartmentSchema>[] = [];
    try {
      for await (const { body } of this.#client.pages(this.#call(`/20160918/compartments?${query.toString()}`))) {
        for (const each of parsed(z.array(compartmentSchema), body, 'compartments')) {
          if (each.lifecycleState !== 'DELETED') found.push(each);
        }
      }
      return [rootOf(tenancy), ...withPaths(found)];
    } catch (error) {
      throw this.#classed(error, COMPARTMENTS_INSPECT);
    }
  }

  /** Whether the compartment was deleted: only then is it known that nothing is in it. @throws what `OciClient.call` throws */
  async isDeleted(compartment: string): Promise<boolean> {
    if (compartment === this.#place.tenancy) return false;
    try {
      const { body } = await this.#get(`/20160918/compartments/${encodeURIComponent(compartment)}`);
      return parsed(compartmentSchema, body, 'compartments').lifecycleState.startsWith('DELET');
    } catch (error) {
      if (this.#classed(error, COMPARTMENTS_INSPECT).details.class === 'denied') return false;
      throw error;
    }
  }

  /** The names of the availability domains of a region: `Uocm:PHX-AD-1`. @throws what `OciClient.call` throws */
  async availabilityDomains(region: string): Promise<readonly string[]> {
    const query = new URLSearchParams({ compartmentId: this.#place.tenancy });
    const { body } = await this.#client.call(this.#call(`/20160918/availabilityDomains?${query.toString()}`, region));
    return parsed(z.array(z.object({ name: z.string() })), body, 'availabilityDomains').map(({ name }) => name);
  }

  async #get(path: string): Promise<OciAnswer> {
    return await this.#client.call(this.#call(path));
  }

  #call(path: string, region = this.#place.region): Parameters<OciClient['call']>[0] {
    const url = new URL(`https://${hostOf(IDENTITY_HOST, region, this.#place.domain)}${path}`);
    return { service: IDENTITY, region, operation: `GET ${url.pathname}`, request: { method: 'GET', url } };
  }

  #classed(error: unknown, permission: string): CloudError {
    return classifyError(error, { service: IDENTITY, region: this.#place.region, permission });
  }
}

function withPaths(compartments: readonly z.infer<typeof compartmentSchema>[]): readonly Compartment[] {
  const byId = new Map(compartments.map((each) => [each.id, each]));
  /** OCI allows six levels; a list that changed while it was paged must not make a circle. */
  const pathOf = (id: string, levels = 10): string => {
    const found = byId.get(id);
    if (!found || levels === 0) return '';
    const above = pathOf(found.compartmentId, levels - 1);
    return above === '' ? found.name : `${above}/${found.name}`;
  };
  return compartments.map(({ id, compartmentId }) => ({ id, parent: compartmentId, path: pathOf(id) }));
}

/** @throws CloudError if OCI answered something else than its documentation says */
function parsed<T>(schema: z.ZodType<T>, body: unknown, what: string): T {
  const { success, data } = schema.safeParse(body);
  if (success) return data;
  throw unexpected(`OCI's answer to ${what} has not the form that its documentation gives.`);
}

const unexpected = (message: string): CloudError => new CloudError(message, { class: 'invalid', error_code: 'UnexpectedAnswer' });
