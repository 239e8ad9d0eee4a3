import type { JsonObject, TestedTool } from '@signalbox/contracts';
import type { Fault } from '@signalbox/ui';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';

import { toFault } from '../../fault.ts';
import type { FormDraft } from '../../schema-form/to-arguments.ts';
import { toFieldFaults } from '../../schema-form/to-field-faults.ts';
import type { FormField } from '../../schema-form/to-form-fields.ts';
import { toIssues } from '../../to-issues.ts';
import { useTRPC } from '../../trpc.ts';

/** A tool was tried on this visit, and answered. */
export interface Try {
  readonly number: number;
  readonly at: string;
  readonly draft: FormDraft;
  readonly arguments: JsonObject;
  readonly result: TestedTool;
}

interface Refusal {
  readonly byKey: Readonly<Record<string, string>>;
  /** Null when everything is said at the fields. */
  readonly fault: Fault | null;
}

const noRefusal: Refusal = { byKey: {}, fault: null };

const toRefusal = (error: unknown, fields: readonly FormField[]): Refusal => {
  const { byKey, others } = toFieldFaults(toIssues(error), fields);
  const fault = toFault(error);
  if (others.length > 0) return { byKey, fault: { ...fault, message: others.join('; ') } };
  return { byKey, fault: Object.keys(byKey).length > 0 ? null : fault };
};

/** Tries a tool, and keeps what came of it while the page is open. */
export const useTries = (name: string, fields: readonly FormField[]) => {
  const trpc = useTRPC();
  const test = useMutation(trpc.tools.test.mutationOptions());
  const [tries, setTries] = useState<readonly Try[]>([]);
  const [refusal, setRefusal] = useState(noRefusal);
  const run = (args: JsonObject, draft: FormDraft): void => {
    setRefusal(noRefusal);
    test.mutate(
      { name, arguments: args },
      {
        onSuccess: (result) =>
          setTries((known) => [
            { number: known.length + 1, at: new Date().toISOString(), draft, arguments: args, result },
            ...known,
          ]),
        onError: (error) => setRefusal(toRefusal(error, fields)),
      },
    );
  };
  return { tries, refusal, run, isRunning: test.isPending };
};
