/** Checks the text of a policy while somebody writes it, and tries it on stored resources when asked. */
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api, read } from '../../api/client.ts';

/** The text is checked when nobody has typed for this long. */
const PAUSE_MS = 500;
const MOST_RESOURCES = 2000;

export type Checked = Awaited<ReturnType<typeof checkText>>;

const checkText = (text: string, resources: number) => read(api.policies.check.$post({ json: { text, resources } }));

export function useCheck(text: string) {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const check = useQuery({
    queryKey: ['policy-check', settled],
    enabled: settled.trim() !== '',
    queryFn: () => checkText(settled, 0),
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  });
  const trial = useMutation({ mutationFn: (written: string) => checkText(written, MOST_RESOURCES) });
  return {
    checked: check.data,
    error: check.error,
    /** The result is not yet that of the text as it is. */
    isChecking: settled !== text || check.isFetching,
    trial: trial.variables === text ? trial.data : undefined,
    trialError: trial.variables === text ? trial.error : null,
    isTrying: trial.isPending,
    tryIt: () => trial.mutate(text),
  };
}
