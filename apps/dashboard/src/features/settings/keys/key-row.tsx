import type { ApiKey } from '@signalbox/contracts';
import { Button, Cell, cn, Icon, Menu, type MenuEntry, Row, StatusWord } from '@signalbox/ui';
import { Ban, CircleCheck, CircleSlash, Ellipsis, Hourglass, Pencil, RotateCw } from 'lucide-react';

import { formatCount } from '../../../formats/format-count.ts';
import { formatExactTime } from '../../../formats/format-exact-time.ts';
import { TimeAgo } from '../../../run-row/time-ago.tsx';
import { scopeWords, toWidestScope } from './scopes.ts';
import { type KeyState, toKeyState } from './to-key-state.ts';

export type KeyAction = 'rotate' | 'change' | 'revoke';

interface KeyRowProps {
  readonly apiKey: ApiKey;
  readonly nowMs: number;
  readonly onAct: (action: KeyAction) => void;
}

/** By the room of the table: narrower, all stands in the first cell. */
export const wideOnly = 'hidden @2xl:table-cell';

const looks = {
  active: { icon: CircleCheck, tone: 'success' },
  ending: { icon: Hourglass, tone: 'warning' },
  expired: { icon: CircleSlash, tone: 'neutral' },
  revoked: { icon: CircleSlash, tone: 'neutral' },
} as const;

const State = ({ state: { state, word, when, at } }: { readonly state: KeyState }) => (
  <span className="flex flex-wrap gap-x-2" title={at === null ? undefined : formatExactTime(at)}>
    <StatusWord {...looks[state]} word={word} />
    <span className="text-meta text-text-muted self-center tabular-nums">{when}</span>
  </span>
);

const toScopeLabels = (scopes: ApiKey['scopes']): string => scopes.map((scope) => scopeWords[scope].label).join(', ');

const LastUse = ({ at }: { readonly at: string | null }) => (at === null ? 'never' : <TimeAgo at={at} />);

const toRequests = ({ requestsPerMinute }: ApiKey): string =>
  requestsPerMinute === null ? 'usual' : formatCount(requestsPerMinute);

const toActions = (state: KeyState['state'], onAct: KeyRowProps['onAct']): readonly MenuEntry[] => {
  const rotate = { label: 'Rotate', icon: RotateCw, onSelect: () => onAct('rotate') };
  if (state === 'expired') return [rotate];
  return [
    rotate,
    { label: 'Change', icon: Pencil, onSelect: () => onAct('change') },
    'separator',
    { label: 'Revoke', icon: Ban, isDanger: true, onSelect: () => onAct('revoke') },
  ];
};

/** A key: what it is for and may do, whether it works, when it was last used. */
export const KeyRow = ({ apiKey, nowMs, onAct }: KeyRowProps) => {
  const { name, prefix, scopes, createdAt, lastUsedAt } = apiKey;
  const state = toKeyState(apiKey, nowMs);
  const hasEnded = state.state === 'expired' || state.state === 'revoked';
  return (
    <Row className={cn(hasEnded && 'text-text-muted')}>
      <Cell className="w-full max-w-0 py-2">
        <span className="block truncate font-medium" title={name}>
          {name}
        </span>
        <span className="text-meta text-text-muted flex flex-wrap gap-x-2">
          <span className="font-mono">{prefix}…</span>
          <span>
            made <TimeAgo at={createdAt} />
          </span>
        </span>
        <span className="text-meta text-text-muted flex flex-wrap items-center gap-x-2 whitespace-normal @2xl:hidden">
          <State state={state} />
          <span>{toScopeLabels(scopes)}</span>
          <span>
            used <LastUse at={lastUsedAt} />
          </span>
          {apiKey.requestsPerMinute !== null && <span>{toRequests(apiKey)} a minute</span>}
        </span>
      </Cell>
      <Cell className={wideOnly}>
        {toScopeLabels(scopes)}
        <span className="text-meta text-text-muted block">{scopeWords[toWidestScope(scopes)].short}</span>
      </Cell>
      <Cell className={wideOnly}>
        <State state={state} />
      </Cell>
      <Cell className={cn(wideOnly, 'text-text-muted')}>
        <LastUse at={lastUsedAt} />
      </Cell>
      <Cell isNumeric className={cn(wideOnly, 'text-text-muted')}>
        {toRequests(apiKey)}
      </Cell>
      <Cell className="pl-0 text-right">
        {state.state !== 'revoked' && (
          <Menu
            align="end"
            trigger={
              <Button kind="quiet" size="small" isSquare aria-label={`Actions for ${name} ${prefix}`}>
                <Icon of={Ellipsis} size={14} />
              </Button>
            }
            items={toActions(state.state, onAct)}
          />
        )}
      </Cell>
    </Row>
  );
};
