/** The documented queries by subject; choosing one puts it into the editor. */
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { LIBRARY } from './library.ts';

export function LibraryPanel({ onChoose }: { readonly onChoose: (sql: string) => void }) {
  const [text, setText] = useState('');
  const words = text.toLowerCase().split(/\s+/);
  const found = LIBRARY.filter(({ subject, question, sql }) => {
    const all = `${subject} ${question} ${sql}`.toLowerCase();
    return words.every((word) => all.includes(word));
  });
  const subjects = [...Map.groupBy(found, ({ subject }) => subject)];
  return (
    <ExpandableSection headerText={`Library: ${LIBRARY.length} documented queries`} variant="container" data-testid="library">
      <SpaceBetween size="s">
        <Input
          type="search"
          value={text}
          placeholder="Find a question, a table or a type"
          ariaLabel="Find a documented query"
          onChange={({ detail }) => setText(detail.value)}
        />
        {subjects.length === 0 && <Box color="text-body-secondary">No documented query has these words.</Box>}
        {subjects.map(([subject, queries]) => (
          <div key={subject}>
            <Box variant="h3" padding={{ top: 'xs' }}>
              {subject}
            </Box>
            {queries.map(({ question, sql }) => (
              <div key={question + sql}>
                <Button variant="inline-link" onClick={() => onChoose(sql)}>
                  {question}
                </Button>
              </div>
            ))}
          </div>
        ))}
      </SpaceBetween>
    </ExpandableSection>
  );
}
