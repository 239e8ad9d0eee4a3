import type { StartedRun, StartRunInput } from '@signalbox/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { toGivenVariables, type VariableTexts } from '../../../chat/to-given-variables.ts';
import { useTRPC, useTRPCClient } from '../../../trpc.ts';
import type { ColumnState } from './to-column-state.ts';

/** Why a column did not take a message. */
export interface SendFailure {
  readonly error: unknown;
  /** What others took and it did not, to be sent again; null when nobody took it: it is in the field still. */
  readonly message: string | null;
}

interface Sender {
  readonly readTexts: (state: ColumnState) => Promise<VariableTexts>;
  /** Shows the conversations that have begun, by the columns' keys. */
  readonly begin: (conversationIds: ReadonlyMap<number, string>) => Promise<void>;
}

const toInput = (state: ColumnState, message: string, texts: VariableTexts): StartRunInput => {
  const { column, branch, spec } = state;
  const { agent, version, model, conversationId } = column;
  const previousRunId = branch.at(-1)?.run.id;
  return {
    message,
    agent,
    variables: toGivenVariables(spec?.variables ?? [], texts),
    ...(version !== null && { version }),
    ...(model !== null && { model }),
    ...(conversationId !== null && { conversationId }),
    // not read yet: after the newest
    ...(previousRunId !== undefined && { previousRunId }),
  };
};

/** Sends a message to columns, each in its own conversation, and keeps why some did not take it. */
export const useSendToColumns = ({ readTexts, begin }: Sender) => {
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [failures, setFailures] = useState<ReadonlyMap<number, SendFailure>>(() => new Map());

  const showStarted = async (started: ReadonlyMap<number, StartedRun>): Promise<void> => {
    void queryClient.invalidateQueries(trpc.conversations.list.pathFilter());
    const conversationIds = new Map([...started].map(([key, { conversationId }]) => [key, conversationId]));
    await Promise.all(
      [...conversationIds.values()].map((conversationId) =>
        queryClient.invalidateQueries(trpc.conversations.get.queryFilter({ conversationId })),
      ),
    );
    await begin(conversationIds);
  };

  /** Rejects when none of them took it. */
  const send = async (states: readonly ColumnState[], message: string): Promise<void> => {
    const starts = states.map(async (state) =>
      client.runs.start.mutate(toInput(state, message, await readTexts(state))),
    );
    const started = new Map<number, StartedRun>();
    const refused = new Map<number, unknown>();
    for (const [index, settled] of (await Promise.allSettled(starts)).entries()) {
      const key = states[index]?.key;
      if (key === undefined) continue;
      if (settled.status === 'fulfilled') started.set(key, settled.value);
      else refused.set(key, settled.reason);
    }
    setFailures((before) => {
      const after = new Map(before);
      for (const { key } of states) after.delete(key);
      for (const [key, error] of refused) after.set(key, { error, message: started.size > 0 ? message : null });
      return after;
    });
    await showStarted(started);
    // nobody took it: who sends gets the first refusal
    if (started.size === 0) await starts[0];
  };
  return { send, failureOf: (key: number): SendFailure | undefined => failures.get(key) };
};
