import { useEffect, useLayoutEffect, useRef, type ReactNode } from 'react';

import { cn } from './cn.ts';
import { isLayerOpen } from './is-layer-open.ts';
import { LayerHeader } from './layer-header.tsx';
import { lazyModal } from './lazy-modal.ts';
import { PanelEdge } from './panel-edge.tsx';
import { useMediaQuery } from './use-media-query.ts';
import { usePanelWidth } from './use-panel-width.ts';

interface SidePanelProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Under which its width is remembered; panels of one key share it. */
  readonly storageKey?: string;
  /** Stand in its head, before Close. */
  readonly actions?: ReactNode;
}

type OpenPanelProps = Omit<SidePanelProps, 'isOpen'>;

const Content = ({ title, onClose, actions, children }: OpenPanelProps) => (
  <>
    <LayerHeader title={title} onClose={onClose} actions={actions} />
    <div className="flex min-h-0 flex-1 flex-col overflow-y-auto overscroll-contain">{children}</div>
  </>
);

/** Gives the focus back to what had it when the panel came, if the panel holds it when it goes. */
const useFocusReturn = () => {
  const panel = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const element = panel.current;
    const opener = document.activeElement;
    return () => {
      if (element?.contains(document.activeElement) && opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  return panel;
};

const BesidePanel = (props: OpenPanelProps) => {
  const { title, onClose, storageKey = 'side' } = props;
  const [width, setWidth] = usePanelWidth(storageKey);
  const panel = useFocusReturn();
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const isForLayer = isLayerOpen();
      if (event.key === 'Escape' && !event.defaultPrevented && !isForLayer) onClose();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [onClose]);
  return (
    <aside
      ref={panel}
      aria-label={title}
      style={{ width }}
      className="border-border bg-surface relative flex h-full min-h-0 max-w-[60%] shrink-0 flex-col border-l"
    >
      <PanelEdge width={width} onResize={setWidth} />
      <Content {...props} />
    </aside>
  );
};

/**
 * A panel at the right of its flex row, 360 to 720 px wide, that leaves the rest usable and the focus where it is;
 * under 1024 px a sheet over the page. Escape closes it.
 */
export const SidePanel = ({ isOpen, ...props }: SidePanelProps) => {
  const isBeside = useMediaQuery('(min-width: 1024px)');
  if (!isOpen) return null;
  if (isBeside) return <BesidePanel {...props} />;
  return (
    <lazyModal.Layer
      label={props.title}
      onClose={props.onClose}
      className={cn('ml-auto h-dvh max-h-none w-full max-w-[640px] flex flex-col')}
    >
      <Content {...props} />
    </lazyModal.Layer>
  );
};
