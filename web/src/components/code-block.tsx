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
      <section aria-label={name}>
        <Box variant="code" display="block" padding={{ top: 'xs' }}>
          <pre style={{ margin: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{text}</pre>
        </Box>
      </section>
    </div>
  );
}
