/**
 * Counts the resources of an account by type, as an index of AWS shows them: Resource Explorer or, where that has no index or may not be read, the
 * Tagging API, which knows only resources that have or had tags. A module of its own, loaded when first needed, because it loads two clients.
 */
import { ListIndexesCommand, ListResourcesCommand, ResourceExplorer2Client } from '@aws-sdk/client-resource-explorer-2';
import { GetResourcesCommand, ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import type { CloudError } from '../../cloud-error.ts';
import { GLOBAL_SEGMENT } from '../../cloud.ts';
import type { Survey, SurveyedType, SurveyGap } from '../../survey.ts';
import { TAGGING } from '../types/tagging-api.ts';
import type { AwsClient, ClientClass } from '../types/loaded-service.ts';
import { kindOf, typesOfKind } from './arn-types.ts';
import { EXPLORER } from './explorer-api.ts';

/** The most pages that a survey reads: 100,000 resources of Resource Explorer, 20,000 of the Tagging API. */
const MAX_PAGES = 200;
/** No page is asked for after this time, so that a survey takes little of an invocation, at half of 3 calls a second. */
const MAX_MS = 30_000;
/** With a page size of 1,000, its most, ListResources gives no token for the next page: https://docs.aws.amazon.com/resource-explorer/latest/apireference/API_ListResources.html */
const PAGE_SIZE = { explorer: 500, tagging: 100 } as const;
/** The most names of types that are counted in one region. */
export const MAX_NAMES = 300;
/** A name of a type as AWS gives it: `AWS::IoT::Thing`, `iot:thing`, `elasticloadbalancing:loadbalancer/app`. */
const NAME = /^[A-Za-z][\w:./-]{0,127}$/;

export interface SurveyOptions {
  /** 12 digits. */
  readonly account: string;
  readonly homeRegion: string;
  /** The regions that the account has enabled. */
  readonly regions: () => Promise<readonly string[]>;
  /** The names of the types with a definition. */
  readonly declared: ReadonlySet<string>;
  readonly client: <Client extends AwsClient>(clientClass: ClientClass<Client>, service: string, region: string) => Client;
  /** Classes the error of a call. @throws an error of Muster's own as it is */
  readonly classify: (error: unknown, service: string, region: string, permission: string) => Promise<CloudError>;
  readonly now: () => number;
}

export async function readSurvey(options: SurveyOptions): Promise<Survey> {
  const reading = new SurveyReading(options);
  const gap = await reading.explore();
  if (gap === undefined || reading.hasCounted) return reading.survey(gap);
  const tagGap = await reading.readTags();
  const { message, ...why } = gap;
  if (tagGap && !reading.hasCounted) {
    const permission = why.permission ?? tagGap.permission;
    return reading.survey({ ...why, message: `${message} ${tagGap.message}`, ...(permission !== undefined && { permission }) });
  }
  const rest = tagGap ? ` ${tagGap.message}` : '';
  return reading.survey({ ...why, message: `${message} Only resources that have or had tags are counted, by the Tagging API.${rest}` });
}

class SurveyReading {
  readonly #options: SurveyOptions;
  readonly #until: number;
  readonly #counts = new Map<string, { type: Omit<SurveyedType, 'count'>; count: number }>();
  readonly #names = new Map<string, number>();
  #pages = 0;
  /** Resources of names beyond `MAX_NAMES`. */
  #further = 0;

  constructor(options: SurveyOptions) {
    this.#options = options;
    this.#until = options.now() + MAX_MS;
  }

  get hasCounted(): boolean {
    return this.#counts.size > 0;
  }

  survey(gap: SurveyGap | undefined): Survey {
    const types = [...this.#counts.values()].map(({ type, count }) => ({ ...type, count }));
    const told =
      gap ?? (this.#further > 0 ? tooMany(`${this.#further} resources are of types beyond ${MAX_NAMES} of a region.`) : undefined);
    return told ? { types, gap: told } : { types };
  }

  /** Reads the index of the whole account, or else those of its regions. Answers why not everything was counted; undefined if all was. */
  async explore(): Promise<SurveyGap | undefined> {
    const { homeRegion, client } = this.#options;
    let at: { readonly region: string; readonly permission: string } = { region: homeRegion, permission: EXPLORER_PERMISSIONS.indexes };
    try {
      const indexes: { readonly region: string; readonly isWhole: boolean }[] = [];
      for await (const { Indexes = [] } of this.#paged((NextToken) =>
        client(ResourceExplorer2Client, EXPLORER.id, homeRegion).send(new ListIndexesCommand({ ...NextToken })),
      ))
        for (const { Region, Type } of Indexes) if (Region !== undefined) indexes.push({ region: Region, isWhole: Type === 'AGGREGATOR' });
      const whole = indexes.filter(({ isWhole }) => isWhole);
      if (indexes.length === 0) return NO_INDEX;
      for (const { region } of whole.length > 0 ? whole.slice(0, 1) : indexes) {
        at = { region, permission: EXPLORER_PERMISSIONS.resources };
        const pages = this.#paged((NextToken) =>
          client(ResourceExplorer2Client, EXPLORER.id, region).send(
            new ListResourcesCommand({ MaxResults: PAGE_SIZE.explorer, ...NextToken }),
          ),
        );
        for await (const { Resources = [] } of pages)
          for (const { Arn = '', CfnResourceType, ResourceType, OwningAccountId, Region } of Resources)
            // A view may show the resources of the whole organization.
            if (OwningAccountId === undefined || OwningAccountId === this.#options.account)
              this.#count(Arn, CfnResourceType ?? ResourceType, Region ?? region);
      }
      return this.#isOver() ? OVER : undefined;
    } catch (error) {
      return await this.#gapOf(error, EXPLORER.id, at.region, at.permission);
    }
  }

  /** Counts the resources that have or had tags, region by region. */
  async readTags(): Promise<SurveyGap | undefined> {
    const { regions, homeRegion, client } = this.#options;
    let at = homeRegion;
    try {
      for (const region of await regions()) {
        at = region;
        const pages = this.#paged(async (token) => {
          const input = { ResourcesPerPage: PAGE_SIZE.tagging, ...(token && { PaginationToken: token.NextToken }) };
          const { ResourceTagMappingList, PaginationToken } = await client(ResourceGroupsTaggingAPIClient, TAGGING.id, region).send(
            new GetResourcesCommand(input),
          );
          return { ResourceTagMappingList, NextToken: PaginationToken };
        });
        for await (const { ResourceTagMappingList = [] } of pages)
          for (const { ResourceARN = '' } of ResourceTagMappingList) this.#count(ResourceARN, undefined, region);
      }
      return this.#isOver() ? OVER : undefined;
    } catch (error) {
      return await this.#gapOf(error, TAGGING.id, at, TAGGING_PERMISSION);
    }
  }

  async *#paged<Page extends { readonly NextToken?: string | undefined }>(
    read: (token: { readonly NextToken: string } | undefined) => Promise<Page>,
  ): AsyncGenerator<Page> {
    let token: { readonly NextToken: string } | undefined;
    do {
      if (this.#isOver()) return;
      this.#pages += 1;
      const page = await read(token);
      yield page;
      token = page.NextToken ? { NextToken: page.NextToken } : undefined;
    } while (token);
  }

  #isOver(): boolean {
    return this.#pages >= MAX_PAGES || this.#options.now() >= this.#until;
  }

  /** `told`: the index's own name of the type. `region`: that of the resource as the index tells it. */
  #count(arn: string, told: string | undefined, region: string): void {
    const kind = kindOf(arn);
    const name = told !== undefined && NAME.test(told) ? told : kind?.name;
    if (name === undefined) return;
    const known = this.#options.declared.has(name) ? [name] : kind ? typesOfKind(kind) : [];
    // Buckets have no region in their ARN, but are in one.
    const isGlobal = region === GLOBAL_SEGMENT || (told === undefined && kind?.region === '' && !kind.name.startsWith('s3:'));
    const segment = isGlobal ? GLOBAL_SEGMENT : region;
    const key = `${segment} ${known.join()} ${name}`;
    const entry = this.#counts.get(key);
    if (entry) {
      entry.count += 1;
      return;
    }
    const names = this.#names.get(segment) ?? 0;
    if (known.length === 0 && names >= MAX_NAMES) {
      this.#further += 1;
      return;
    }
    if (known.length === 0) this.#names.set(segment, names + 1);
    this.#counts.set(key, { type: { name, known, segment }, count: 1 });
  }

  async #gapOf(error: unknown, service: string, region: string, permission: string): Promise<SurveyGap> {
    const { details, message } = await this.#options.classify(error, service, region, permission);
    return { ...details, message };
  }
}

const tooMany = (message: string): SurveyGap => ({ class: 'too_large', error_code: 'TooManyResources', message });
const OVER = tooMany(`The index was read for ${MAX_MS / 1000} s or ${MAX_PAGES} pages, and not to its end.`);
const NO_INDEX: SurveyGap = { class: 'unsupported', error_code: 'NoIndex', message: 'Resource Explorer has no index in this account.' };
/** ListResources needs the permission to search. */
const EXPLORER_PERMISSIONS = { indexes: 'resource-explorer-2:ListIndexes', resources: 'resource-explorer-2:Search' } as const;
const TAGGING_PERMISSION = 'tag:GetResources';
