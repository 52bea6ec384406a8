/** Shows changes of resources, those of `muster diff` and those of `muster changes list`, in one form. */
import type { FieldChange } from '../../shared/inventory/field-changes.ts';
import { namesOf } from '../../shared/inventory/field-changes.ts';
import { readableUid } from '../../shared/readable-ids.ts';
import { below, type Columns, minuteOf, whole } from './output.ts';

export interface ShownChange {
  readonly change: string;
  readonly type: string;
  readonly resource_uid: string;
  readonly resource_id: string;
  readonly name: string | null | undefined;
  readonly region: string;
  readonly account_id: string;
  /** When it was seen; absent in a diff, in which everything was seen at one time. */
  readonly observed_at?: string | undefined;
  /** Absent if the resource itself came or went. */
  readonly fields?: readonly FieldChange[] | undefined;
  /** A remark that is printed after the values. */
  readonly note?: string | undefined;
}

/** The operations of changes in words. */
export const CHANGE_WORDS = { add: 'added', update: 'changed', delete: 'deleted', restore: 'restored' } as const;

/** The most fields of a change that are shown, and the most characters of each of their values. */
const SHOWN_FIELDS = 6;
const SHOWN_CHARACTERS = 60;

/** The id names account, type and region too; a wide table has them in columns of their own. */
export const changeColumns = ({ hasTimes, isWide }: { readonly hasTimes: boolean; readonly isWide: boolean }): Columns<ShownChange> => ({
  ...(hasTimes && { observed: whole<ShownChange>(({ observed_at }) => minuteOf(observed_at)) }),
  change: whole(({ change }) => change),
  type: ({ type }) => type,
  name: ({ name, resource_id }) => name ?? resource_id,
  ...(isWide && { region: ({ region }: ShownChange) => region, account: ({ account_id }: ShownChange) => account_id }),
  id: whole(({ resource_uid }) => readableUid(resource_uid)),
  what: below(({ fields = [], note }) => [fieldsText(fields), note].filter((text) => text !== undefined && text !== '').join('; ')),
});

/** `tags.env: "dev" → "prod"; config.Versioning: → "Enabled"; and 3 more fields` */
export function fieldsText(fields: readonly FieldChange[]): string {
  const shown = fields.slice(0, SHOWN_FIELDS).map(fieldText);
  const more = fields.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

function fieldText(field: FieldChange): string {
  const path = namesOf(field.path).join('.') || 'everything';
  const [from, to] = [valueText(field.from), valueText(field.to)];
  return `${shortened(path, SHOWN_CHARACTERS * 2)}: ${from === '' ? '' : `${from} `}→ ${'to' in field ? to : 'removed'}`;
}

const valueText = (value: unknown): string => (value === undefined ? '' : shortened(JSON.stringify(value), SHOWN_CHARACTERS));

const shortened = (text: string, length: number): string => (text.length <= length ? text : `${text.slice(0, length - 1)}…`.toWellFormed());
