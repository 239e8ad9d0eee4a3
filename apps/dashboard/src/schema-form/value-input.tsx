import { SegmentedControl, Select, TextArea, TextField } from '@signalbox/ui';

import type { ValueKind } from './to-form-fields.ts';

interface ValueInputProps {
  readonly of: ValueKind;
  readonly label: string;
  readonly isLabelHidden?: boolean;
  readonly isRequired: boolean;
  readonly hint?: string | undefined;
  readonly fault?: string | null;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A line that grows with its text. */
const low = '[&>textarea]:min-h-8 pointer-coarse:[&>textarea]:min-h-11';

const truths = [
  { value: '', label: 'Not given' },
  { value: 'true', label: 'true' },
  { value: 'false', label: 'false' },
] as const;

const Truth = ({ label, hint, fault, value, onChange }: ValueInputProps) => (
  <div className="flex flex-col items-start gap-1">
    <span aria-hidden className="font-medium">
      {label}
    </span>
    <SegmentedControl label={label} value={value} options={truths} onChange={onChange} />
    {(fault ?? hint) !== undefined && (
      <p className={`text-meta ${fault === null ? 'text-text-muted' : 'text-danger-text'}`}>{fault ?? hint}</p>
    )}
  </div>
);

/** One value to write or choose. */
export const ValueInput = (props: ValueInputProps) => {
  const { of, isRequired, onChange, value, ...frame } = props;
  switch (of.kind) {
    case 'boolean':
      return <Truth {...props} />;
    case 'choice': {
      const none = { value: '', label: isRequired ? 'Choose' : 'Not given' };
      return <Select {...frame} value={value} options={[none, ...of.choices]} onChange={onChange} />;
    }
    case 'number':
    case 'integer':
      return (
        <TextField {...frame} inputMode="decimal" value={value} onChange={(event) => onChange(event.target.value)} />
      );
    case 'json':
      return (
        <TextArea
          {...frame}
          isMono
          spellCheck={false}
          placeholder="JSON"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    case 'text':
      return (
        <TextArea
          {...frame}
          rows={1}
          className={low}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      );
  }
};
