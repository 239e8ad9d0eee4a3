import { PageHeader } from '@signalbox/ui';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

const parts = [
  { to: '/settings', label: 'Profile' },
  { to: '/settings/models', label: 'Models' },
] as const;

const linkLook =
  'text-text-muted hover:text-text data-[status=active]:border-accent data-[status=active]:text-text -mb-px flex h-9 items-center border-b-2 border-transparent px-3 font-medium pointer-coarse:h-11';

/** The page of the settings around one of its parts. */
export const SettingsFrame = ({ children }: { readonly children: ReactNode }) => (
  <div className="min-h-0 flex-1 overflow-y-auto p-3 md:p-5">
    <div className="flex max-w-[760px] flex-col gap-5">
      <PageHeader title="Settings">
        <nav aria-label="Settings" className="border-border border-b">
          <ul className="flex gap-1">
            {parts.map(({ to, label }) => (
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
