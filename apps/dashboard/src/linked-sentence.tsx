import { linkClass } from '@signalbox/ui';
import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';

/** What sentences of the server call the page where providers are connected. */
const place = 'Settings → Models';

/** A sentence of the server; where it names the page of the providers, that is a link to it. */
export const LinkedSentence = ({ text }: { readonly text: string }) => {
  const [first = '', ...others] = text.split(place);
  return (
    <>
      {first}
      {others.map((rest, index) => (
        <Fragment key={index}>
          <Link to="/settings/models" className={`${linkClass} whitespace-nowrap underline`}>
            {place}
          </Link>
          {rest}
        </Fragment>
      ))}
    </>
  );
};
