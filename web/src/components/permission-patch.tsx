/** Shows the text that somebody pastes into a cloud so that the reads which lacked these permissions succeed. */
import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { CodeBlock } from './code-block.tsx';
import { permissionPatches } from './permission-patch-text.ts';

interface PermissionPatchProps {
  /** An account that lacks the permissions; its provider decides the form of the patch. */
  readonly account: string;
  readonly permissions: readonly string[];
}

export function PermissionPatch({ account, permissions }: PermissionPatchProps) {
  const provider = account.split(':', 1)[0] ?? '';
  return (
    <SpaceBetween size="s">
      {permissionPatches(provider, permissions).map(({ where, text }) => (
        <div key={where}>
          <Box variant="p">{where}</Box>
          <CodeBlock text={text} name="the missing permissions" />
        </div>
      ))}
    </SpaceBetween>
  );
}
