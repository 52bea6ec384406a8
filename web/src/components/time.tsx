/** A time in the zone of the person who reads it; the title says it in UTC. */
import { dayTimeText, relativeText } from './time-text.ts';
import { useNow } from './use-now.ts';

interface TimeProps {
  /** ISO 8601 in UTC, as the API gives times: `2026-11-21T14:30:22.000Z`. */
  readonly at: string;
  /** The time is shown as a distance from now: `3 hours ago`. */
  readonly relative?: boolean;
}

export function Time({ at, relative = false }: TimeProps) {
  const now = useNow();
  const time = new Date(at);
  if (Number.isNaN(time.getTime())) return <>{at}</>;
  const utc = `${time.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
  return (
    <time dateTime={at} title={relative ? `${dayTimeText(time)} (${utc})` : utc}>
      {relative ? relativeText(time, now) : dayTimeText(time)}
    </time>
  );
}
