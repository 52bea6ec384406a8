/** The page of notifications reads and changes them by these calls of the API. */
import { api, read } from '../../api/client.ts';

/** The most that are counted: there may be more than one page of unread ones. */
const MOST_COUNTED = 100;

export interface NotificationFilter {
  readonly unread?: 'true' | 'false';
  readonly subject?: string;
  readonly recipient?: string;
}

export const readNotifications = (filter: NotificationFilter, cursor: string | undefined) =>
  read(api.notifications.$get({ query: { ...filter, limit: '50', ...(cursor !== undefined && { cursor }) } }));

export type Notification = Awaited<ReturnType<typeof readNotifications>>['items'][number];

/** The number of unread ones, and whether there are more. */
export async function countUnread(recipient: string | undefined): Promise<{ readonly count: number; readonly isLeast: boolean }> {
  const query = { unread: 'true', limit: String(MOST_COUNTED), ...(recipient !== undefined && { recipient }) } as const;
  const { items, next_cursor } = await read(api.notifications.$get({ query }));
  return { count: items.length, isLeast: next_cursor !== undefined };
}

export const markRead = (notification_id: string) => read(api.notifications[':notification_id'].read.$post({ param: { notification_id } }));
