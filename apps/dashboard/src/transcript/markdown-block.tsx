import { CopyButton, Icon, linkClass } from '@signalbox/ui';
import { Image } from 'lucide-react';
import { isValidElement, memo, type ComponentProps, type ReactNode } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';

import { showHtmlAsText } from './show-html-as-text.ts';
import { isOwnImage, toSafeLink } from './to-safe-link.ts';

const schema = {
  ...defaultSchema,
  protocols: { href: ['http', 'https', 'mailto'], src: ['http', 'https', 'data'] },
};

const external = { target: '_blank', rel: 'noopener noreferrer nofollow' } as const;

const TextLink = ({ href, children }: ComponentProps<'a'>) => {
  const safe = toSafeLink(href);
  if (safe === null) return <span>{children}</span>;
  return (
    <a href={safe} {...external} className={`${linkClass} underline`}>
      {children}
    </a>
  );
};

/** An image from elsewhere would tell its server who reads this: it is a link with the name of its host. */
const TextImage = ({ src, alt = '' }: ComponentProps<'img'>) => {
  const address = typeof src === 'string' ? src : '';
  if (isOwnImage(address, window.location.origin)) {
    return <img src={address} alt={alt} loading="lazy" className="rounded-card max-h-96 max-w-full" />;
  }
  const safe = toSafeLink(address);
  if (safe === null) return <span>{alt}</span>;
  return (
    <a
      href={safe}
      {...external}
      className="rounded-control border-border bg-surface text-meta text-text-muted hover:text-text inline-flex max-w-full items-center gap-1.5 border px-2 py-1"
    >
      <Icon of={Image} size={14} />
      <span className="truncate">
        {alt === '' ? 'Image' : alt} · {new URL(safe).host}
      </span>
    </a>
  );
};

const toText = (node: ReactNode): string => {
  if (typeof node === 'string') return node;
  if (Array.isArray(node)) return node.map(toText).join('');
  return isValidElement<{ readonly children?: ReactNode }>(node) ? toText(node.props.children) : '';
};

const TextCode = ({ children }: ComponentProps<'pre'>) => {
  const text = toText(children);
  return (
    <div className="group/code relative">
      <pre
        tabIndex={0}
        className="rounded-control bg-sunken border-border text-code overflow-x-auto border p-3 pr-10 font-mono whitespace-pre [&_code]:bg-transparent [&_code]:p-0"
      >
        {children}
      </pre>
      <CopyButton
        text={text}
        label="Copy code"
        className="bg-sunken absolute top-1.5 right-1.5 opacity-0 group-focus-within/code:opacity-100 group-hover/code:opacity-100 pointer-coarse:opacity-100"
      />
    </div>
  );
};

const heading = 'text-prose font-semibold';
const cell = 'border-border border-b px-2 py-1 text-left align-top';

const components: Components = {
  a: ({ href, children }) => <TextLink href={href}>{children}</TextLink>,
  img: ({ src, alt }) => <TextImage src={src} alt={alt} />,
  pre: ({ children }) => <TextCode>{children}</TextCode>,
  code: ({ children }) => (
    <code className="rounded-badge bg-sunken px-1 py-px font-mono text-[0.92em] break-words">{children}</code>
  ),
  // The headings of an answer are below those of the page.
  h1: ({ children }) => <h3 className="text-title font-semibold">{children}</h3>,
  h2: ({ children }) => <h4 className={heading}>{children}</h4>,
  h3: ({ children }) => <h5 className={heading}>{children}</h5>,
  h4: ({ children }) => <h6 className={heading}>{children}</h6>,
  h5: ({ children }) => <h6 className={heading}>{children}</h6>,
  h6: ({ children }) => <h6 className={heading}>{children}</h6>,
  p: ({ children }) => <p className="break-words whitespace-pre-wrap not-last:mb-3">{children}</p>,
  ul: ({ children }) => <ul className="list-disc space-y-1 pl-5">{children}</ul>,
  ol: ({ children, start }) => (
    <ol start={start} className="list-decimal space-y-1 pl-5">
      {children}
    </ol>
  ),
  blockquote: ({ children }) => (
    <blockquote className="border-border-strong text-text-muted border-l-2 pl-3">{children}</blockquote>
  ),
  hr: () => <hr className="border-border" />,
  table: ({ children }) => (
    <div tabIndex={0} role="region" aria-label="Table" className="overflow-x-auto">
      <table className="text-body border-collapse">{children}</table>
    </div>
  ),
  th: ({ children }) => <th className={`${cell} font-semibold`}>{children}</th>,
  td: ({ children }) => <td className={cell}>{children}</td>,
};

/** One block of Markdown, without HTML of its own. */
export const MarkdownBlock = memo(({ text }: { readonly text: string }) => (
  <div className="min-w-0">
    <ReactMarkdown
      remarkPlugins={[remarkGfm, showHtmlAsText]}
      rehypePlugins={[[rehypeSanitize, schema]]}
      urlTransform={(url) => url}
      components={components}
    >
      {text}
    </ReactMarkdown>
  </div>
));
MarkdownBlock.displayName = 'MarkdownBlock';
