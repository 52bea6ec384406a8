/** A JSON value as a tree whose branches open and close. What could not be read stands at its place, with the permission that is missing. */
import Button from '@cloudscape-design/components/button';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState, type ReactNode } from 'react';
import { pathOf } from './field-path.ts';
import './json-tree.css';
import { Text } from './text.tsx';

export interface Unread {
  readonly permission?: string | undefined;
  readonly error_code: string;
}

interface JsonTreeProps {
  readonly value: unknown;
  /** The name of the whole value in paths: `config`. */
  readonly root: string;
  /** The members of the whole value that could not be read, by name. */
  readonly unread?: Readonly<Record<string, Unread>>;
  /** Makes the buttons and links beside the field at a path. */
  readonly actions?: (path: string) => ReactNode;
}

/** Members shown of a branch before the others are asked for. */
const MOST_SHOWN = 100;

export function JsonTree({ value, root, unread = {}, actions }: JsonTreeProps) {
  const missing = Object.entries(unread).map(([name, why]) => (
    <li key={`unread ${name}`} className="json-tree-row">
      <span className="json-tree-key">
        <Text of={name} />:
      </span>{' '}
      <StatusIndicator type="warning">
        could not be read ({why.error_code}
        {why.permission !== undefined && `; the permission ${why.permission} is missing`})
      </StatusIndicator>
    </li>
  ));
  return (
    <ul className="json-tree" aria-label={root}>
      <Members value={value} path={root} actions={actions} depth={0} />
      {missing}
    </ul>
  );
}

interface PartProps {
  readonly value: unknown;
  readonly path: string;
  readonly actions: JsonTreeProps['actions'];
  readonly depth: number;
}

const isBranch = (value: unknown): value is object => typeof value === 'object' && value !== null;

const entriesOf = (value: object): readonly (readonly [string | number, unknown])[] =>
  Array.isArray(value) ? value.map((item: unknown, place) => [place, item] as const) : Object.entries(value);

function Members({ value, path, actions, depth }: PartProps) {
  const [isWhole, setWhole] = useState(false);
  if (!isBranch(value)) return <Leaf value={value} />;
  const entries = entriesOf(value);
  const shown = isWhole ? entries : entries.slice(0, MOST_SHOWN);
  return (
    <>
      {shown.map(([key, each]) => (
        <Member key={String(key)} name={String(key)} value={each} path={pathOf(path, key)} actions={actions} depth={depth} />
      ))}
      {shown.length < entries.length && (
        <li className="json-tree-row">
          <Button variant="inline-link" onClick={() => setWhole(true)}>
            Show all {entries.length.toLocaleString('en')}
          </Button>
        </li>
      )}
    </>
  );
}

function Member({ name, value, path, actions, depth }: PartProps & { readonly name: string }) {
  const [isOpen, setOpen] = useState(depth < 1);
  const key = (
    <span className="json-tree-key">
      <Text of={name} most={100} />
    </span>
  );
  const size = isBranch(value) ? entriesOf(value).length : 0;
  if (!isBranch(value) || size === 0)
    return (
      <li className="json-tree-row">
        {key}: <Leaf value={value} /> {actions?.(path)}
      </li>
    );
  return (
    <li>
      <div className="json-tree-row">
        <button type="button" className="json-tree-toggle" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <span aria-hidden="true">{isOpen ? '▾' : '▸'}</span> {key} <span>{Array.isArray(value) ? `[${size}]` : `{${size}}`}</span>
        </button>{' '}
        {actions?.(path)}
      </div>
      {isOpen && (
        <ul>
          <Members value={value} path={path} actions={actions} depth={depth + 1} />
        </ul>
      )}
    </li>
  );
}

function Leaf({ value }: { readonly value: unknown }) {
  if (typeof value === 'string')
    return (
      <span className="json-tree-text">
        &quot;
        <Text of={value} />
        &quot;
      </span>
    );
  return <span className="json-tree-word">{JSON.stringify(value) ?? 'nothing'}</span>;
}
