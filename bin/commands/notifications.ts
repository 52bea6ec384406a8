/** `muster notifications`: lists, shows, marks and follows what you were told. */
import type { Command } from 'commander';
import type { NotificationRow } from '../../shared/notifications/model.ts';
import { contextOf, LIMIT, type Surroundings } from './context.ts';
import { below, type Columns, whole } from './output.ts';

/** A notification as the API shows it. */
type Notification = Omit<NotificationRow, 'arrival' | 'unread' | 'expires_at'>;

interface ListOptions {
  readonly subject?: string;
  readonly unread?: boolean;
  readonly recipient?: string;
  readonly limit?: number;
}

const WATCH_MS = 2_000;
/** The newest notifications that each look of `watch` reads. */
const LOOKED_AT = 100;

const fields = {
  notification: whole(({ notification_id }) => notification_id),
  time: whole(({ created_at }) => created_at),
  severity: ({ severity }) => severity,
  title: below(({ title }) => title),
  read: ({ read_at }) => read_at,
} as const satisfies Columns<Notification>;

const detailFields = {
  notification: whole(({ notification_id }) => notification_id),
  time: whole(({ created_at }) => created_at),
  type: ({ type }) => type,
  severity: ({ severity }) => severity,
  subject: whole(({ subject }) => subject),
  recipient: ({ recipient }) => recipient,
  title: below(({ title }) => title),
  read: ({ read_at }) => read_at,
} as const satisfies Columns<Notification>;

const pathOf = (id: string): string => `notifications/${encodeURIComponent(id)}`;

export function addNotifications(program: Command, surroundings: Surroundings): void {
  const notifications = program.command('notifications').description('list, show, mark and follow what you were told');

  notifications
    .command('list')
    .description('list notifications, the newest event first')
    .option('--subject <id>', 'about this customer, resource, finding, job, account or date only')
    .option('--unread', 'only those that are not marked as read')
    .option('--recipient <id>', 'those of this customer, or of the operators (default: your own)')
    .option(...LIMIT)
    .action(async ({ subject, unread, recipient, limit }: ListOptions, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      const query = { subject, recipient, unread: unread ? 'true' : undefined };
      await output.list(api.list<Notification>('notifications', query, limit), fields, 'You were told nothing.');
    });

  notifications
    .command('show')
    .description('show a notification, or the newest one about a subject')
    .argument('<id>', 'id of a notification, or of its subject, such as a customer')
    .action(async (id: string, _options: object, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      output.record(await api.call<Notification>(pathOf(id)), detailFields);
    });

  notifications
    .command('read')
    .description('mark notifications as read')
    .argument('<ids...>', 'ids of notifications')
    .action(async (ids: readonly string[], _options: object, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      const read: Notification[] = [];
      for (const id of ids) read.push(await api.call<Notification>(`${pathOf(id)}/read`, { method: 'POST' }));
      if (output.json) await output.list(read, fields, '');
      else for (const { notification_id } of read) output.say(`Read: ${notification_id}`);
    });

  notifications
    .command('watch')
    .description('print notifications as they arrive, until Ctrl-C')
    .option('--recipient <id>', 'those of this customer, or of the operators (default: your own)')
    .action(async ({ recipient }: Pick<ListOptions, 'recipient'>, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      const newest = async (): Promise<readonly Notification[]> => {
        const found: Notification[] = [];
        for await (const each of api.list<Notification>('notifications', { recipient }, LOOKED_AT)) found.push(each);
        return found;
      };
      let interrupt = (): void => {};
      const interrupted = new Promise<'interrupted'>((resolve) => {
        interrupt = () => resolve('interrupted');
      });
      const uninterrupted = surroundings.onInterrupt?.(interrupt);
      try {
        const known = new Set((await newest()).map(({ notification_id }) => notification_id));
        while ((await Promise.race([interrupted, surroundings.sleep(WATCH_MS)])) !== 'interrupted') {
          const fresh = (await newest()).filter(({ notification_id }) => !known.has(notification_id)).toReversed();
          for (const { notification_id } of fresh) known.add(notification_id);
          if (output.json) await output.list(fresh, fields, '');
          else for (const { created_at, severity, title } of fresh) output.say(`${created_at}  ${severity}  ${title}`);
        }
      } finally {
        uninterrupted?.();
      }
    });
}
