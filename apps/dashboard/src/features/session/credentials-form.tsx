import { Button, FaultBox, TextField } from '@signalbox/ui';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';

import { toFault } from '../../fault.ts';
import { checkEmail, checkPassword } from '../../viewer/check-credentials.ts';

interface Credentials {
  readonly email: string;
  readonly password: string;
}

interface CredentialsFormProps {
  readonly lead?: string;
  readonly button: string;
  /** A new password has a least length and is offered to be generated. */
  readonly isNew: boolean;
  /** What the e-mail begins with. */
  readonly email?: string;
  readonly onSend: (credentials: Credentials) => Promise<void>;
}

/** Asks for e-mail and password and nothing else. */
export const CredentialsForm = ({ lead, button, isNew, email: known = '', onSend }: CredentialsFormProps) => {
  const [email, setEmail] = useState(known);
  const [password, setPassword] = useState('');
  const [isChecked, setIsChecked] = useState(false);
  const send = useMutation({ mutationFn: onSend });
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    setIsChecked(true);
    if (send.isPending) return;
    if (checkEmail(email) === null && checkPassword(password, isNew) === null) send.mutate({ email, password });
  };
  return (
    <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
      {lead !== undefined && <p className="text-text-muted">{lead}</p>}
      <TextField
        label="E-mail"
        type="email"
        name="email"
        autoComplete="username"
        value={email}
        fault={isChecked ? checkEmail(email) : null}
        onChange={(event) => setEmail(event.target.value)}
      />
      <TextField
        label="Password"
        type="password"
        name="password"
        autoComplete={isNew ? 'new-password' : 'current-password'}
        data-initial-focus={known !== '' || undefined}
        {...(isNew && { hint: 'At least 10 characters.' })}
        value={password}
        fault={isChecked ? checkPassword(password, isNew) : null}
        onChange={(event) => setPassword(event.target.value)}
      />
      {send.error && <FaultBox fault={toFault(send.error)} />}
      <Button type="submit" kind="primary" isBusy={send.isPending} className="h-9">
        {button}
      </Button>
    </form>
  );
};
