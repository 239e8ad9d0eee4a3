import { toast } from '@signalbox/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';

import { toFault } from '../../fault.ts';
import { postJson } from '../../post-json.ts';

/** Ends this browser's session; then the sign-in shows. */
export const useSignOut = (): (() => void) => {
  const queryClient = useQueryClient();
  const signOut = useMutation({
    mutationFn: () => postJson('/auth/sign-out', {}),
    onSuccess: () => queryClient.resetQueries(),
    onError: (error) => toast({ title: 'You are still signed in', body: toFault(error).message, tone: 'danger' }),
  });
  return () => signOut.mutate();
};
