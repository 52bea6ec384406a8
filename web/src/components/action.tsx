/** A question before something is done: what it does, what the API answered if that failed, and nothing twice. */
import Button, { type ButtonProps } from '@cloudscape-design/components/button';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { Dialog } from './dialog.tsx';
import { Failed } from './states.tsx';

interface ActionProps {
  /** The button says this, and it is the title of the question. */
  readonly title: string;
  /** Resolves once it is done. */
  readonly act: () => Promise<unknown>;
  /** The first part of the keys of the queries whose answers change. */
  readonly changes: readonly string[];
  readonly onDone?: () => void;
  readonly variant?: ButtonProps.Variant;
  readonly disabled?: boolean;
  /** Says what will happen, or asks for what is needed. */
  readonly children: ReactNode;
  /** The person has given what is needed; true if absent. */
  readonly ready?: boolean;
}

export function Action({ title, act, changes, onDone, variant = 'normal', disabled = false, children, ready = true }: ActionProps) {
  const [isAsked, setAsked] = useState(false);
  const client = useQueryClient();
  const mutation = useMutation({
    mutationFn: act,
    onSuccess: async () => {
      await Promise.all(changes.map((name) => client.invalidateQueries({ queryKey: [name] })));
      setAsked(false);
      onDone?.();
    },
  });
  const close = () => {
    if (!mutation.isPending) setAsked(false);
  };
  return (
    <>
      <Button
        variant={variant}
        disabled={disabled}
        onClick={() => {
          mutation.reset();
          setAsked(true);
        }}
      >
        {title}
      </Button>
      {isAsked && (
        <Dialog
          title={title}
          onClose={close}
          leave="Do nothing"
          canLeave={!mutation.isPending}
          action={{ label: title, isPending: mutation.isPending, isDisabled: !ready, onClick: () => mutation.mutate() }}
        >
          {children}
          {mutation.error && <Failed title="This was not done" error={mutation.error} />}
        </Dialog>
      )}
    </>
  );
}
