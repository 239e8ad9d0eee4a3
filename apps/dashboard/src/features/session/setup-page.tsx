import { useQueryClient } from '@tanstack/react-query';

import { navigate } from '../../location.ts';
import { postJson } from '../../post-json.ts';
import { Mark } from '../../ui/mark.tsx';
import { useTitle } from '../../use-title.ts';
import { CredentialsForm } from './credentials-form.tsx';

/** Makes the first account, with the token of the link that the server printed. */
export const SetupPage = ({ token }: { readonly token: string | null }) => {
  const queryClient = useQueryClient();
  useTitle('Set up');
  if (token === null || token === '') {
    return (
      <main className="mx-auto flex min-h-full max-w-[480px] flex-col items-start justify-center gap-3 p-4">
        <Mark size={40} arm="level" />
        <h1 className="text-title font-semibold">This set-up link is incomplete</h1>
        <p className="text-prose text-text-muted">
          Open the whole link that the server prints when it starts. If somebody set it up already,{' '}
          <a href="/" className="text-accent-text underline">
            sign in
          </a>
          .
        </p>
      </main>
    );
  }
  return (
    <CredentialsForm
      title="Set up Signalbox"
      lead="Your account owns this installation. Nothing leaves this machine."
      button="Create account"
      isNew
      onSend={async (credentials) => {
        await postJson('/auth/setup', { token, ...credentials });
        navigate('/', { replace: true });
        await queryClient.resetQueries();
      }}
    />
  );
};
