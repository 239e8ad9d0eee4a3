import { linkClass, Panel } from '@signalbox/ui';
import { Link } from '@tanstack/react-router';

/** Where the key that calls need comes from. */
export const KeyPanel = () => (
  <Panel title="A key">
    <p className="px-4 pb-4">
      Calls need an API key in <code className="text-code font-mono">SIGNALBOX_API_KEY</code>.{' '}
      <Link to="/settings/keys" className={`${linkClass} underline`}>
        Make one in Settings → API keys
      </Link>
    </p>
  </Panel>
);
