import { type AgentDraft, type AgentSpec, toCanonicalJson } from '@signalbox/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';

import { toIssues } from '../../to-issues.ts';
import { useTRPC } from '../../trpc.ts';
import { useRefusal } from '../../viewer/viewer-context.ts';
import type { Definition, NumberedSpec } from './definition.ts';
import { listHolding, type SpecRefusal } from './spec-faults.ts';
import { useDraftKeeper } from './use-draft-keeper.ts';

interface DefinitionOptions {
  readonly agentId: string;
  /** The member's unsaved changes as they are stored; null without any. */
  readonly draft: AgentDraft | null;
  /** The version that the draft began from, else the newest. */
  readonly base: NumberedSpec;
  readonly newest: NumberedSpec;
}

const isSame = (left: AgentSpec, right: AgentSpec): boolean => toCanonicalJson(left) === toCanonicalJson(right);

/** Places whose text can't be read. */
const useUnreadable = () => {
  const [places, setPlaces] = useState<ReadonlySet<string>>(new Set());
  const setUnreadable = useCallback(
    (place: string, isUnreadable: boolean) =>
      setPlaces((known) => {
        if (known.has(place) === isUnreadable) return known;
        const others = [...known].filter((one) => one !== place);
        return new Set(isUnreadable ? [...others, place] : others);
      }),
    [],
  );
  return { isUnreadable: places.size > 0, setUnreadable };
};

/** An agent's definition while it is being written: unsaved changes are stored as the member's draft. */
export const useDefinition = ({ agentId, draft, base: firstBase, newest }: DefinitionOptions): Definition => {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const mayNot = useRefusal('agents:update');
  const [{ spec, base }, setWritten] = useState({ spec: draft?.spec ?? firstBase.spec, base: firstBase });
  const [refused, setRefused] = useState<SpecRefusal | null>(null);
  const unreadable = useUnreadable();
  const isChanged = !isSame(spec, base.spec);
  // who has changed nothing follows the newest version
  if (!isChanged && newest.number > base.number) setWritten({ spec: newest.spec, base: newest });
  const refuse = (error: unknown): void => setRefused({ issues: toIssues(error), spec });
  const kept = useDraftKeeper({
    agentId,
    known: draft && { spec: draft.spec, baseVersion: draft.baseVersion },
    wanted: isChanged ? { spec, baseVersion: base.number } : null,
    onStored: (latestVersion) => {
      if (latestVersion > newest.number) void queryClient.invalidateQueries(trpc.agents.get.pathFilter());
    },
    onRefused: refuse,
  });
  return {
    agentId,
    spec,
    base,
    isChanged,
    ...kept,
    issues: refused ? listHolding(refused, spec) : [],
    ...unreadable,
    refusal: mayNot,
    change: (change) => setWritten((known) => ({ ...known, spec: { ...known.spec, ...change } })),
    begin: (next, nextSpec = next.spec) => {
      setWritten({ spec: nextSpec, base: next });
      setRefused(null);
    },
    refuse,
  };
};
