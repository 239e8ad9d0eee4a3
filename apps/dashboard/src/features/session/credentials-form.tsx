import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';

import { toFault } from '../../fault.ts';
import { Button } from '../../ui/button.tsx';
import { FaultBox } from '../../ui/fault-box.tsx';
import { Mark } from '../../ui/mark.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { checkEmail, checkPassword } from './check-credentials.ts';

interface Credentials {
  readonly email: string;
  readonly password: string;
}

interface CredentialsFormProps {
  readonly title: string;
  readonly lead: ReactNode;
  readonly button: string;
  /** A new password has a least length and is offered to be generated. */
  readonly isNew: boolean;
  readonly onSend: (credentials: Credentials) => Promise<void>;
}

/** A page that asks for e-mail and password and nothing else. */
export const CredentialsForm = ({ title, lead, button, isNew, onSend }: CredentialsFormProps) => {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [isChecked, setIsChecked] = useState(false);
  const send = useMutation({ mutationFn: onSend });
  const emailFault = isChecked ? checkEmail(email) : null;
  const passwordFault = isChecked ? checkPassword(password, isNew) : null;
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    setIsChecked(true);
    if (checkEmail(email) === null && checkPassword(password, isNew) === null) send.mutate({ email, password });
  };
  return (
    <main className="flex min-h-full items-center justify-center p-4">
      <form
        noValidate
        onSubmit={onSubmit}
        className="rounded-bubble border-border bg-surface flex w-full max-w-[380px] flex-col gap-4 border p-6"
      >
        <Mark size={40} />
        <div className="flex flex-col gap-1">
          <h1 className="text-title font-semibold">{title}</h1>
          <p className="text-text-muted">{lead}</p>
        </div>
        <TextField
          label="E-mail"
          type="email"
          name="email"
          autoComplete="username"
          value={email}
          fault={emailFault}
          onChange={(event) => setEmail(event.target.value)}
        />
        <TextField
          label="Password"
          type="password"
          name="password"
          autoComplete={isNew ? 'new-password' : 'current-password'}
          {...(isNew && { hint: 'At least 10 characters.' })}
          value={password}
          fault={passwordFault}
          onChange={(event) => setPassword(event.target.value)}
        />
        {send.error && <FaultBox fault={toFault(send.error)} />}
        <Button type="submit" kind="primary" disabled={send.isPending} className="h-9">
          {button}
        </Button>
      </form>
    </main>
  );
};
