/** The frame of a dialog: its title, a button that leaves it as it was, and mostly one that does something. */
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  /** The button that leaves the dialog says this. */
  readonly leave?: string;
  /** That button calls this instead of closing the dialog. */
  readonly onLeave?: () => void;
  readonly canLeave?: boolean;
  /** The button that does something; without it the dialog can only be left. */
  readonly action?: {
    readonly label: string;
    readonly onClick: () => void;
    readonly isPending?: boolean;
    readonly isDisabled?: boolean;
  };
  readonly children: ReactNode;
}

export function Dialog({ title, onClose, leave = 'Cancel', onLeave = onClose, canLeave = true, action, children }: DialogProps) {
  return (
    <Modal
      visible
      header={title}
      closeAriaLabel="Close"
      onDismiss={onClose}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" disabled={!canLeave} onClick={onLeave}>
              {leave}
            </Button>
            {action && (
              <Button variant="primary" loading={action.isPending ?? false} disabled={action.isDisabled ?? false} onClick={action.onClick}>
                {action.label}
              </Button>
            )}
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">{children}</SpaceBetween>
    </Modal>
  );
}
