/** A person by its name: an identity of an issuer is `<issuer>#<name>`, of which the whole is shown on hover. */
import { personName } from './person-name.ts';
import { Text } from './text.tsx';

interface PersonProps {
  /** The identity that signed a request. */
  readonly author: string;
  /** Who decided it, as the author wrote it. */
  readonly on_behalf_of?: string | undefined;
}

export function Person({ author, on_behalf_of }: PersonProps) {
  if (on_behalf_of !== undefined) return <Text of={on_behalf_of} most={80} />;
  return (
    <span title={author}>
      <Text of={personName(author)} most={80} />
    </span>
  );
}
