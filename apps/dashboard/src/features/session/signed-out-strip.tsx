import { Button } from '@signalbox/ui';

/** At the foot of a page whose viewer closed the sign-in: what is seen is not kept up to date any more. */
export const SignedOutStrip = ({ onSignIn }: { readonly onSignIn: () => void }) => (
  <div
    role="alert"
    className="bg-warning-tint text-warning-text fixed inset-x-0 bottom-0 z-40 flex min-h-10 items-center justify-center gap-3 px-4 py-1"
  >
    You are signed out. The page shows what it last knew.
    <Button size="small" onClick={onSignIn}>
      Sign in
    </Button>
  </div>
);
