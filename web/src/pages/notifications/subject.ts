/** Where the dashboard shows what a notification is about. Pure. */

/** Where pages begin to name a subject, by the second part of an event's type: `muster.finding.opened`. */
const PAGES: Readonly<Record<string, string>> = {
  finding: '/findings/',
  job: '/jobs/',
  account: '/account?id=',
  customer: '/customers/',
  resource: '/resources/one?id=',
  export: '/exports?date=',
};

/** The address of the subject; undefined if no page shows such a thing. */
export function subjectAddress({
  type,
  subject,
  data,
}: {
  readonly type: string;
  readonly subject: string;
  readonly data: Readonly<Record<string, unknown>>;
}): string | undefined {
  const kind = type.split('.')[1] ?? '';
  const page = Object.hasOwn(PAGES, kind) ? PAGES[kind] : undefined;
  // A whole account is assigned under the account's id.
  if (kind === 'resource' && subject === data['account_id']) return `/account?id=${encodeURIComponent(subject)}`;
  return page === undefined ? undefined : `${page}${encodeURIComponent(subject)}`;
}
