import type { Tool } from '@signalbox/contracts';
import { Link } from '@tanstack/react-router';

/** Chips that leave the title its room; the rest is counted. */
const shownChips = 2;

const chip =
  'rounded-badge border-border text-meta text-text-muted hover:bg-hover hover:text-text inline-flex h-6 items-center border px-1.5 whitespace-nowrap pointer-coarse:h-11';

/** The tools of an agent, each leading to its page. */
export const ToolChips = ({ tools }: { readonly tools: readonly Tool[] }) => {
  if (tools.length === 0) return <span className="text-meta text-text-muted">no tools</span>;
  const rest = tools.length - shownChips;
  return (
    <>
      <ul aria-label="Tools" className="hidden min-w-0 items-center gap-1 md:flex">
        {tools.slice(0, shownChips).map(({ name, title }) => (
          <li key={name}>
            <Link to="/tools/$name" params={{ name }} className={chip}>
              {title}
            </Link>
          </li>
        ))}
        {rest > 0 && (
          <li>
            <Link to="/tools" className={chip}>
              {rest} more
            </Link>
          </li>
        )}
      </ul>
      <Link to="/tools" className={`${chip} md:hidden`}>
        {tools.length === 1 ? '1 tool' : `${tools.length} tools`}
      </Link>
    </>
  );
};
