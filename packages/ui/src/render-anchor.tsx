import { useLayoutEffect, type ComponentProps, type Ref } from 'react';

interface StandInProps {
  readonly anchor: HTMLElement;
  readonly attach: Ref<HTMLElement> | undefined;
}

const StandIn = ({ anchor, attach }: StandInProps) => {
  useLayoutEffect(() => {
    if (typeof attach !== 'function') return;
    const detach = attach(anchor);
    return () => {
      if (typeof detach === 'function') detach();
      else attach(null);
    };
  }, [anchor, attach]);
  return null;
};

/**
 * The `render` of a Base UI trigger for which an element stands on the page already: it draws nothing, and the layer
 * takes that element for its trigger (where Tab goes on, what a press outside is not, what gets the focus back).
 */
export const renderAnchor = (anchor: HTMLElement) => (props: ComponentProps<'button'>) => (
  <StandIn anchor={anchor} attach={props.ref} />
);
