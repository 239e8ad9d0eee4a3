import { Icon, Kbd, RunStatusIcon, toast } from '@signalbox/ui';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Bot, Copy, Keyboard, LogOut, MessageSquare, Monitor, Moon, Plus, Settings, Sun, Wrench } from 'lucide-react';

import { settingsParts } from '../../../settings-parts.ts';
import { chooseTheme, useTheme } from '../../../theme/use-theme.ts';
import { useTRPC } from '../../../trpc.ts';
import { pages } from '../pages.ts';
import { useSignOut } from '../use-sign-out.ts';
import type { Command } from './command.ts';
import type { FoundRuns } from './use-found-runs.ts';

const themes = [
  { theme: 'light', icon: Sun, label: 'Switch to the light theme' },
  { theme: 'dark', icon: Moon, label: 'Switch to the dark theme' },
  { theme: 'system', icon: Monitor, label: 'Follow the theme of the system' },
] as const;

const copyLink = async (): Promise<void> => {
  try {
    await navigator.clipboard.writeText(window.location.href);
    toast({ title: 'Link copied' });
  } catch {
    toast({ title: 'The link was not copied', body: 'This browser does not allow it here.', tone: 'danger' });
  }
};

/** Going to a page. */
export const usePageCommands = (): readonly Command[] => {
  const navigate = useNavigate();
  return [
    ...pages.map(({ to, label, icon, letter, words }) => ({
      id: `page ${to}`,
      icon: <Icon of={icon} />,
      label,
      hint: <Kbd keys={`g ${letter}`} className="pointer-coarse:hidden" />,
      words: [words],
      run: () => void navigate({ to }),
    })),
    ...settingsParts.map(({ to, label, words }) => ({
      id: `settings ${to}`,
      icon: <Icon of={Settings} />,
      label,
      hint: 'Settings',
      words: [words, 'settings'],
      run: () => void navigate({ to }),
    })),
  ];
};

/** What can be done from everywhere. */
export const useActionCommands = (onShowKeys: () => void): readonly Command[] => {
  const navigate = useNavigate();
  const chosen = useTheme();
  const signOut = useSignOut();
  return [
    {
      id: 'new conversation',
      icon: <Icon of={Plus} />,
      label: 'New conversation',
      words: ['ask chat playground start'],
      run: () => void navigate({ to: '/playground/{-$conversationId}' }),
    },
    {
      id: 'new agent',
      icon: <Icon of={Bot} />,
      label: 'New agent',
      words: ['create build make'],
      run: () => void navigate({ to: '/agents/new' }),
    },
    {
      id: 'copy link',
      icon: <Icon of={Copy} />,
      label: 'Copy link to this page',
      words: ['url address share'],
      run: () => void copyLink(),
    },
    ...themes
      .filter(({ theme }) => theme !== chosen)
      .map(({ theme, icon, label }) => ({
        id: `theme ${theme}`,
        icon: <Icon of={icon} />,
        label,
        words: ['appearance mode colour'],
        run: () => chooseTheme(theme),
      })),
    {
      id: 'keys',
      icon: <Icon of={Keyboard} />,
      label: 'Keyboard keys',
      hint: <Kbd keys="?" className="pointer-coarse:hidden" />,
      run: onShowKeys,
    },
    { id: 'sign out', icon: <Icon of={LogOut} />, label: 'Sign out', words: ['log out leave'], run: signOut },
  ];
};

/** Opening an agent or a tool. */
export const useResourceCommands = (): { readonly agents: readonly Command[]; readonly tools: readonly Command[] } => {
  const navigate = useNavigate();
  const trpc = useTRPC();
  const agents = useQuery(trpc.agents.list.queryOptions({}));
  const tools = useQuery(trpc.tools.list.queryOptions({}));
  return {
    agents: (agents.data?.items ?? []).map(({ id, slug, name }) => ({
      id: `agent ${id}`,
      icon: <Icon of={Bot} />,
      label: name,
      hint: slug,
      words: [slug, 'agent'],
      run: () => void navigate({ to: '/agents/$agent', params: { agent: slug } }),
    })),
    tools: (tools.data?.items ?? []).map(({ name, title, enabled }) => ({
      id: `tool ${name}`,
      icon: <Icon of={Wrench} />,
      label: title,
      hint: enabled ? name : `${name}, switched off`,
      words: [name.replaceAll('_', ' '), 'tool'],
      run: () => void navigate({ to: '/tools/$name', params: { name } }),
    })),
  };
};

/** Opening a conversation or run that was found. */
export const useRunCommands = ({ runs, conversationId }: FoundRuns): readonly Command[] => {
  const navigate = useNavigate();
  const conversation: readonly Command[] =
    conversationId === null
      ? []
      : [
          {
            id: `conversation ${conversationId}`,
            icon: <Icon of={MessageSquare} />,
            label: 'Open this conversation',
            hint: conversationId.slice(-8),
            run: () => void navigate({ to: '/playground/{-$conversationId}', params: { conversationId } }),
          },
        ];
  return [
    ...conversation,
    ...runs.map((run) => ({
      id: `run ${run.id}`,
      icon: <RunStatusIcon status={run.status} />,
      label: run.inputPreview,
      hint: `${run.agentName} · ${run.status}`,
      run: () => void navigate({ to: '/runs/$runId', params: { runId: run.id } }),
    })),
  ];
};
