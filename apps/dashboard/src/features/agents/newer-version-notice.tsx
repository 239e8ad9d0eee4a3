import { Button, Dialog, Icon } from '@signalbox/ui';
import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';

import { TimeAgo } from '../../run-row/time-ago.tsx';
import type { HostedVersion } from './agent-answer.ts';
import type { Definition } from './definition.ts';
import { PartsDifference } from './parts-difference.tsx';
import { printSpec } from './print-spec.ts';
import { replaceDefinition } from './replace-definition.ts';
import { toAuthorName } from './to-author-name.ts';

interface NewerVersionNoticeProps {
  readonly form: Definition;
  readonly newest: HostedVersion;
}

/** Somebody saved a version after the one that these changes began from: both can be seen, and either taken. */
export const NewerVersionNotice = ({ form, newest }: NewerVersionNoticeProps) => {
  const [isShown, setIsShown] = useState(false);
  const { number, author, createdAt, note } = newest;
  const actions = (
    <>
      <Button
        onClick={() => replaceDefinition(form, { base: newest, said: `Your changes gave way to v${newest.number}` })}
      >
        Take theirs
      </Button>
      <Button onClick={() => form.begin(newest, form.spec)}>Keep mine on top</Button>
    </>
  );
  return (
    <div
      role="alert"
      className="border-warning rounded-card bg-surface flex flex-wrap items-start gap-x-3 gap-y-2 border p-3"
    >
      <Icon of={TriangleAlert} className="text-warning mt-0.5" />
      <p className="min-w-60 flex-1 break-words">
        {toAuthorName(author)} saved v{number} <TimeAgo at={createdAt} />, after v{form.base.number} that your changes
        began from.{note !== '' && ` “${note}”`}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => setIsShown(true)}>See difference</Button>
        {actions}
      </div>
      <Dialog
        title={`From v${number} to your changes`}
        isOpen={isShown}
        size="medium"
        onClose={() => setIsShown(false)}
        footer={actions}
      >
        <PartsDifference before={printSpec(newest.spec)} after={printSpec(form.spec)} />
      </Dialog>
    </div>
  );
};
