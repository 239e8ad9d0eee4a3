import { PageHeader } from '@signalbox/ui';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

import { settingsParts } from '../../settings-parts.ts';

const linkLook =
  'text-text-muted hover:text-text data-[status=active]:border-accent data-[status=active]:text-text flex h-9 items-center border-b-2 whitespace-nowrap border-transparent px-3 font-medium pointer-coarse:h-11';

/** The page of the settings around one of its parts. */
export const SettingsFrame = ({ children }: { readonly children: ReactNode }) => (
  <div className="min-h-0 flex-1 overflow-y-auto p-3 md:p-5">
    <div className="flex max-w-[760px] flex-col gap-5">
      <PageHeader title="Settings">
        <nav aria-label="Settings" className="border-border border-b">
          <ul className="flex gap-1 overflow-x-auto">
            {settingsParts.map(({ to, label }) => (
              <li key={to}>
                <Link to={to} activeOptions={{ exact: true }} className={linkLook}>
                  {label}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      </PageHeader>
      {children}
    </div>
  </div>
);
