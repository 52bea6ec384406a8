/** Two JSON values side by side. Signs and not colours alone tell what was added, removed and changed. */
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import { useState } from 'react';
import { type DiffRow, diffRows, nearDifferences } from './json-diff-rows.ts';
import './json-diff.css';
import { Text } from './text.tsx';

interface JsonDiffProps {
  readonly before: unknown;
  readonly after: unknown;
  readonly beforeTitle: string;
  readonly afterTitle: string;
}

/** Rows shown before the others are asked for. */
const MOST_ROWS = 500;
const SIGNS: Readonly<Record<DiffRow['kind'], string>> = { same: '', changed: 'changed', added: 'added', removed: 'removed' };

export function JsonDiff({ before, after, beforeTitle, afterTitle }: JsonDiffProps) {
  const [isWhole, setWhole] = useState(false);
  const rows = diffRows(before, after);
  const shown = isWhole ? rows : nearDifferences(rows).slice(0, MOST_ROWS);
  return (
    <>
      <table className="json-diff" aria-label={`${beforeTitle} beside ${afterTitle}`}>
        <thead>
          <tr>
            <th scope="col">{beforeTitle}</th>
            <th scope="col">{afterTitle}</th>
            <th scope="col">Difference</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row, place) =>
            row.kind === 'skipped' ? (
              <tr key={place}>
                <td colSpan={3} className="json-diff-skipped">
                  {row.rows.toLocaleString('en')} equal lines
                </td>
              </tr>
            ) : (
              <tr key={place} className={`json-diff-${row.kind}`}>
                <Side text={row.before} depth={row.depth} />
                <Side text={row.after} depth={row.depth} />
                <td>{SIGNS[row.kind]}</td>
              </tr>
            ),
          )}
        </tbody>
      </table>
      {!isWhole && (
        <Box padding={{ top: 'xs' }}>
          <Button variant="inline-link" onClick={() => setWhole(true)}>
            Show all {rows.length.toLocaleString('en')} lines
          </Button>
        </Box>
      )}
    </>
  );
}

const Side = ({ text, depth }: { readonly text: string | undefined; readonly depth: number }) => (
  <td style={{ paddingInlineStart: `${depth + 0.5}em` }}>{text !== undefined && <Text of={text} />}</td>
);
