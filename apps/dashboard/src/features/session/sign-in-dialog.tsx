import { Dialog } from '@signalbox/ui';

import { postJson } from '../../post-json.ts';
import { CredentialsForm } from './credentials-form.tsx';

interface SignInDialogProps {
  /** Of the one who works here. */
  readonly email: string | null;
  /** The session has ended; otherwise the server only asks for a newer one. */
  readonly isEnded: boolean;
  readonly onClose: () => void;
  readonly onSignIn: () => Promise<void>;
}

/** Asks for the password again, over the page; what was typed there stays. */
export const SignInDialog = ({ email, isEnded, onClose, onSignIn }: SignInDialogProps) => (
  <Dialog title="Sign in again" isOpen onClose={onClose}>
    <CredentialsForm
      lead={
        isEnded ? 'Your session ended. The page below keeps what you wrote.' : 'To see your sessions, sign in again.'
      }
      button="Sign in"
      isNew={false}
      email={email ?? ''}
      onSend={async (credentials) => {
        await postJson('/auth/sign-in/email', credentials);
        await onSignIn();
      }}
    />
  </Dialog>
);
