import { Switch, TextArea } from '@signalbox/ui';

interface VersionFieldsProps {
  readonly note: string;
  readonly isPublished: boolean;
  readonly onChange: (change: { readonly note?: string; readonly isPublished?: boolean }) => void;
}

/** What is asked before an agent's version is saved. */
export const VersionFields = ({ note, isPublished, onChange }: VersionFieldsProps) => (
  <>
    <TextArea
      label="Note (optional)"
      hint="What has changed and why, for those who compare versions later."
      rows={2}
      maxLength={2000}
      value={note}
      onChange={({ target }) => onChange({ note: target.value })}
    />
    <Switch
      label="Publish now: new runs use it"
      checked={isPublished}
      onChange={(isOn) => onChange({ isPublished: isOn })}
    />
  </>
);
