/**
 * Text that a customer's cloud chose, such as the name or a tag of a resource. It may hold anything: markup stays text, characters
 * that cannot be seen are written as their code, and a change of writing direction ends with the text.
 */
import Button from '@cloudscape-design/components/button';
import { useState } from 'react';
import { visibleText } from './visible-text.ts';

/** More than this is shown on demand only. */
const MOST_CHARACTERS = 300;

export function Text({ of, most = MOST_CHARACTERS }: { readonly of: string; readonly most?: number }) {
  const [isWhole, setWhole] = useState(false);
  const isCut = !isWhole && of.length > most;
  return (
    <>
      <bdi style={{ overflowWrap: 'anywhere' }}>
        {visibleText(isCut ? of.slice(0, most) : of)}
        {isCut && '…'}
      </bdi>
      {isCut && (
        <Button variant="inline-link" onClick={() => setWhole(true)}>
          Show all {of.length.toLocaleString()} characters
        </Button>
      )}
    </>
  );
}
