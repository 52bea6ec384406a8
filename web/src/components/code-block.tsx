/** A text to copy: a command, a policy, a query. */
import Box from '@cloudscape-design/components/box';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';

interface CodeBlockProps {
  readonly text: string;
  /** Names the text to people who hear the button. */
  readonly name: string;
}

export function CodeBlock({ text, name }: CodeBlockProps) {
  return (
    <div>
      <CopyToClipboard
        copyButtonText="Copy"
        copyButtonAriaLabel={`Copy ${name}`}
        textToCopy={text}
        copySuccessText="Copied"
        copyErrorText="The browser did not allow to copy; select the text instead."
      />
      <Box variant="code" display="block" padding={{ top: 'xs' }}>
        <pre
          tabIndex={0}
          role="region"
          aria-label={name}
          style={{ margin: 0, maxHeight: '20rem', overflow: 'auto', whiteSpace: 'pre-wrap' }}
        >
          {text}
        </pre>
      </Box>
    </div>
  );
}
