import { useQueryClient } from '@tanstack/react-query';

import { postJson } from '../../post-json.ts';
import { useTitle } from '../../use-title.ts';
import { CredentialsForm } from './credentials-form.tsx';
import { WelcomePage } from './welcome-page.tsx';

/** Asks who the viewer is. */
export const SignInPage = () => {
  const queryClient = useQueryClient();
  useTitle('Sign in');
  return (
    <WelcomePage
      title="Sign in"
      lead="With the account of this installation."
      note="First time here? Open the set-up link that the server prints when it starts."
    >
      <CredentialsForm
        button="Sign in"
        isNew={false}
        onSend={async (credentials) => {
          await postJson('/auth/sign-in/email', credentials);
          await queryClient.resetQueries();
        }}
      />
    </WelcomePage>
  );
};
