import { linkClass, Mark } from '@signalbox/ui';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';

import { postJson } from '../../post-json.ts';
import { useTitle } from '../../use-title.ts';
import { CredentialsForm } from './credentials-form.tsx';
import { WelcomePage } from './welcome-page.tsx';

const IncompleteLink = () => (
  <main className="mx-auto flex min-h-full max-w-[480px] flex-col items-start justify-center gap-3 p-4">
    <Mark size={40} arm="level" />
    <h1 className="text-title font-semibold">This set-up link is incomplete</h1>
    <p className="text-prose text-text-muted">
      Open the whole link that the server prints when it starts. If somebody set it up already,{' '}
      <Link to="/" className={`${linkClass} underline`}>
        sign in
      </Link>
      .
    </p>
  </main>
);

/** Makes the first account, with the token of the link that the server printed. */
export const SetupPage = ({ token }: { readonly token: string | null }) => {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  useTitle('Set up');
  if (token === null) return <IncompleteLink />;
  return (
    <WelcomePage
      title="Create your account"
      lead="It owns this installation and is kept here only."
      note={
        <>
          Set up already?{' '}
          <Link to="/" className={`${linkClass} underline`}>
            Sign in
          </Link>
        </>
      }
    >
      <CredentialsForm
        button="Create account"
        isNew
        onSend={async (credentials) => {
          await postJson('/auth/setup', { token, ...credentials });
          await navigate({ to: '/playground/{-$conversationId}', replace: true });
          await queryClient.resetQueries();
        }}
      />
    </WelcomePage>
  );
};
