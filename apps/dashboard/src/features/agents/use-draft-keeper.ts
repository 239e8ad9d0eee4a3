import { type AgentSpec, toCanonicalJson } from '@signalbox/contracts';
import type { Fault } from '@signalbox/ui';
import { useCallback, useEffect, useRef, useState } from 'react';

import { isRefused, toFault } from '../../fault.ts';
import { useTRPCClient } from '../../trpc.ts';

/** Typing that pauses for this long is stored. */
const pauseMs = 500;
/** What could not be stored for a while is tried again. */
const retryMs = 5000;

/** What is stored of unsaved changes; null without any. */
type DraftContent = { readonly spec: AgentSpec; readonly baseVersion: number } | null;

interface DraftKeeperOptions {
  readonly agentId: string;
  /** What is stored at first. */
  readonly known: DraftContent;
  /** What should be stored now. */
  readonly wanted: DraftContent;
  /** Told the agent's newest version with each storing. */
  readonly onStored: (latestVersion: number) => void;
  readonly onRefused: (error: unknown) => void;
}

/** Stores a member's unsaved changes when typing pauses and when the page is left, one request after the other. */
export const useDraftKeeper = ({ agentId, known, wanted, onStored, onRefused }: DraftKeeperOptions) => {
  const client = useTRPCClient();
  const [storedText, setStoredText] = useState(() => toCanonicalJson(known));
  const [failure, setFailure] = useState<{ readonly fault: Fault; readonly isFinal: boolean } | null>(null);
  const latest = useRef({ stored: storedText, wanted, onStored, onRefused });
  const queue = useRef(Promise.resolve());
  const wantedText = toCanonicalJson(wanted);
  useEffect(() => {
    latest.current = { ...latest.current, wanted, onStored, onRefused };
  });
  const store = useCallback(async (): Promise<void> => {
    const { wanted: next } = latest.current;
    const text = toCanonicalJson(next);
    if (text === latest.current.stored) return;
    try {
      if (next === null) await client.agents.deleteDraft.mutate({ agent: agentId });
      else latest.current.onStored((await client.agents.updateDraft.mutate({ agent: agentId, ...next })).latestVersion);
      latest.current.stored = text;
      setStoredText(text);
      setFailure(null);
    } catch (error) {
      setFailure({ fault: toFault(error), isFinal: isRefused(error) });
      latest.current.onRefused(error);
    }
  }, [client, agentId]);
  const storeInTurn = useCallback((): Promise<void> => (queue.current = queue.current.then(store)), [store]);
  useEffect(() => {
    if (wantedText === storedText) return;
    const timer = window.setTimeout(() => void storeInTurn(), pauseMs);
    return () => window.clearTimeout(timer);
  }, [wantedText, storedText, storeInTurn]);
  useEffect(() => {
    if (!failure || failure.isFinal) return;
    const timer = window.setTimeout(() => void storeInTurn(), retryMs);
    return () => window.clearTimeout(timer);
  }, [failure, storeInTurn]);
  useEffect(() => () => void storeInTurn(), [storeInTurn]);
  const isKept = wantedText === storedText;
  return { isKept, keepFault: isKept ? null : (failure?.fault ?? null) };
};
