import { CodeBlock, CopyButton } from '@signalbox/ui';

interface CodeSnippetProps {
  readonly text: string;
  readonly className?: string;
}

/** Text to paste somewhere else, with a button that copies it. */
export const CodeSnippet = ({ text, className = '' }: CodeSnippetProps) => (
  <div className={`relative min-w-0 text-left ${className}`}>
    <CodeBlock text={text} />
    <span className="absolute top-1 right-1">
      <CopyButton text={text} label="Copy snippet" />
    </span>
  </div>
);
