import { Icon } from '@signalbox/ui';
import { Link } from '@tanstack/react-router';
import { SquarePen } from 'lucide-react';

/** Leads to where a conversation begins. */
export const NewConversationLink = ({ isSquare = false }: { readonly isSquare?: boolean }) => (
  <Link
    to="/playground/{-$conversationId}"
    params={{ conversationId: undefined }}
    search={{}}
    aria-label="New conversation"
    title="New conversation"
    className={`rounded-control text-text-muted hover:bg-hover hover:text-text inline-flex h-8 items-center gap-2 font-medium pointer-coarse:h-11 ${isSquare ? 'w-8 justify-center pointer-coarse:w-11' : 'px-2'}`}
  >
    <Icon of={SquarePen} />
    {!isSquare && 'New conversation'}
  </Link>
);
