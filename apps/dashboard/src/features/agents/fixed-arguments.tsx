import { type JsonObject, toCanonicalJson } from '@signalbox/contracts';
import { Button, FaultBox, Skeleton } from '@signalbox/ui';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';

import { toFault } from '../../fault.ts';
import { DrawnField } from '../../schema-form/drawn-field.tsx';
import { toArguments } from '../../schema-form/to-arguments.ts';
import { toFieldFaults } from '../../schema-form/to-field-faults.ts';
import { toFormDraft } from '../../schema-form/to-form-draft.ts';
import { toFormFields } from '../../schema-form/to-form-fields.ts';
import { useTRPC } from '../../trpc.ts';
import type { Definition } from './definition.ts';

interface FixedArgumentsProps {
  readonly form: Definition;
  /** Place in the definition. */
  readonly place: string;
  readonly tool: string;
  readonly value: JsonObject;
  readonly onChange: (value: JsonObject) => void;
}

/** None must be given: what is left empty is the model's to set. */
const toOptionalFields = (schema: JsonObject) => toFormFields({ ...schema, required: [] });

interface StrayArgumentsProps {
  readonly value: JsonObject;
  readonly names: readonly string[];
  readonly onChange: (value: JsonObject) => void;
}

/** Arguments that the tool does not take, or no longer: they can only be taken away. */
const StrayArguments = ({ value, names, onChange }: StrayArgumentsProps) =>
  names.map((name) => (
    <div key={name} className="flex flex-wrap items-center gap-2">
      <span className="text-code font-mono break-all">
        {name} = {JSON.stringify(value[name])}
      </span>
      <Button
        size="small"
        onClick={() => onChange(Object.fromEntries(Object.entries(value).filter(([one]) => one !== name)))}
      >
        Remove {name}
      </Button>
    </div>
  ));

const DrawnArguments = ({ schema, ...props }: FixedArgumentsProps & { readonly schema: JsonObject }) => {
  const { form, place, value, onChange } = props;
  const fields = useMemo(() => toOptionalFields(schema), [schema]);
  const [written, setWritten] = useState(() => ({ draft: toFormDraft(fields, value), value }));
  // the value was changed from elsewhere: another version, an undo
  if (toCanonicalJson(written.value) !== toCanonicalJson(value)) {
    setWritten({ draft: toFormDraft(fields, value), value });
  }
  const { faults, value: read } = toArguments(fields, written.draft);
  const isUnreadable = read === null;
  const { setUnreadable } = form;
  useEffect(() => {
    setUnreadable(place, isUnreadable);
    return () => setUnreadable(place, false);
  }, [setUnreadable, place, isUnreadable]);
  const own = form.issues
    .filter(({ path }) => path.startsWith(`${place}.`))
    .map((issue) => ({ ...issue, path: issue.path.slice(place.length + 1) }));
  const told = toFieldFaults(own, fields);
  const isWhole = fields[0]?.key === '';
  const strays = isWhole ? [] : Object.keys(value).filter((name) => !fields.some((field) => field.name === name));
  const write = (key: string, text: string | readonly string[]): void => {
    const draft = { ...written.draft, [key]: text };
    const drawn = toArguments(fields, draft).value;
    const stray = Object.fromEntries(Object.entries(value).filter(([name]) => strays.includes(name)));
    const next = drawn && { ...stray, ...drawn };
    setWritten({ draft, value: next ?? written.value });
    if (next !== null) onChange(next);
  };
  return (
    <div className="flex flex-col gap-3 pb-1 pl-7">
      <p className="text-meta text-text-muted">
        Every call gets what is written here; the model neither sees nor sets it. What is empty is the model’s to set.
      </p>
      {fields.map((field) => (
        <DrawnField
          key={field.key}
          field={field}
          state={{ draft: written.draft, faults: { ...told.byKey, ...faults }, onChange: write }}
        />
      ))}
      <StrayArguments value={value} names={strays} onChange={onChange} />
      {fields.length === 0 && <p className="text-text-muted">It takes no arguments.</p>}
      {told.others.length > 0 && <p className="text-meta text-danger-text">{told.others.join('; ')}</p>}
    </div>
  );
};

/** The arguments of a tool that every call of the agent gets, by the tool's own schema. */
export const FixedArguments = (props: FixedArgumentsProps) => {
  const trpc = useTRPC();
  const tool = useQuery(trpc.tools.get.queryOptions({ name: props.tool }, { staleTime: 60_000 }));
  if (tool.data) return <DrawnArguments {...props} schema={tool.data.inputSchema} />;
  if (tool.error) return <FaultBox fault={toFault(tool.error)} onRetry={() => void tool.refetch()} />;
  return <Skeleton className="h-16" />;
};
