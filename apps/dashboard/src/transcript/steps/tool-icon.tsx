import { Icon } from '@signalbox/ui';
import { useQuery } from '@tanstack/react-query';
import { Calculator, Clock, FilePen, FileText, FolderOpen, Globe, Search, Wrench, type LucideIcon } from 'lucide-react';

import { useTRPC } from '../../trpc.ts';

/** The icons that tools may name: lucide's name with `Icon` in front. */
const allowed: Readonly<Record<string, LucideIcon>> = {
  IconCalculator: Calculator,
  IconClock: Clock,
  IconFilePen: FilePen,
  IconFileText: FileText,
  IconFolderOpen: FolderOpen,
  IconGlobe: Globe,
  IconSearch: Search,
};

/** The icon a tool names, else a wrench. */
export const ToolIcon = ({ tool }: { readonly tool: string }) => {
  const trpc = useTRPC();
  const tools = useQuery(trpc.tools.list.queryOptions({}, { staleTime: Infinity }));
  const name = tools.data?.items.find((item) => item.name === tool)?.icon ?? '';
  return <Icon of={allowed[name] ?? Wrench} className="text-accent" />;
};
