import { createContext, useContext } from 'react';

export const SignInContext = createContext<(() => void) | null>(null);

/** Asks the viewer to sign in again, over the page that stays. */
export const useAskToSignIn = (): (() => void) => {
  const ask = useContext(SignInContext);
  if (!ask) throw new Error('useAskToSignIn needs the session around it');
  return ask;
};
