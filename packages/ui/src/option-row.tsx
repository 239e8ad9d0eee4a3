import { Check } from 'lucide-react';

import { Icon } from './icon.tsx';
import type { Option } from './option.ts';

/** The look of a row of a list of options. */
export const optionLook =
  'rounded-control text-body data-highlighted:bg-hover group flex min-h-7 cursor-default items-center gap-2 px-2 py-1 outline-none select-none pointer-coarse:min-h-11';

/** The look of the list around them. */
export const optionListLook =
  'rounded-card min-w-(--anchor-width) max-w-[min(420px,calc(100vw-16px))] overscroll-contain p-1';

/** What stands in a row of a list of options, which marks the chosen one. */
export const OptionRow = ({ option: { label, hint } }: { readonly option: Option }) => (
  <>
    <span className="min-w-0 flex-1 truncate">{label}</span>
    {hint !== undefined && <span className="text-meta text-text-muted shrink-0">{hint}</span>}
    <Icon of={Check} size={14} className="text-accent-text invisible group-data-selected:visible" />
  </>
);
