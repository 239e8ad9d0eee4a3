import { useId, type KeyboardEvent, type ReactNode, type Ref } from 'react';

interface MessageFieldProps {
  readonly label: string;
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly onSend: () => void;
  readonly onEscape?: () => void;
  readonly disabled?: boolean;
  readonly fieldRef?: Ref<HTMLTextAreaElement>;
  /** Hint and buttons below the text. */
  readonly children: ReactNode;
}

/** Enter sends, unless it ends a composition of an input method. */
const isSendKey = (event: KeyboardEvent): boolean =>
  event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing;

/** A message being written, as high as its text. Enter sends, Shift with Enter makes a new line. */
export const MessageField = ({ label, text, onChange, onSend, onEscape, ...rest }: MessageFieldProps) => {
  const id = useId();
  const { disabled = false, fieldRef, children } = rest;
  return (
    <form
      className="rounded-bubble border-border-strong bg-surface outline-accent has-[textarea:focus-visible]:border-accent w-full border p-2 outline-offset-[-2px] has-[textarea:focus-visible]:outline-2"
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
    >
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <textarea
        id={id}
        ref={fieldRef}
        rows={Math.min(8, text.split('\n').length)}
        value={text}
        disabled={disabled}
        placeholder={label}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onEscape?.();
          if (!isSendKey(event)) return;
          event.preventDefault();
          onSend();
        }}
        className="composer-text text-prose pointer-coarse:text-title block w-full resize-none px-1.5 py-1 outline-none"
      />
      <div className="mt-1 flex items-center justify-end gap-2">{children}</div>
    </form>
  );
};
