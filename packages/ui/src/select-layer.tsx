import { CSPProvider } from '@base-ui/react/csp-provider';
import { Select as BaseSelect } from '@base-ui/react/select';
import { useEffect, useRef } from 'react';

import { cn } from './cn.ts';
import { layerLook, placement, toPlace } from './layer-look.ts';
import { OptionRow, optionListLook, optionLook } from './option-row.tsx';
import type { Option } from './option.ts';
import { renderAnchor } from './render-anchor.tsx';

export interface SelectLayerProps {
  readonly id: string;
  readonly label: string;
  readonly isOpen: boolean;
  readonly anchor: HTMLElement;
  readonly options: readonly Option[];
  readonly value: string;
  /** The option that has the focus first. */
  readonly active: string;
  readonly onChoose: (value: string) => void;
  readonly onClose: () => void;
}

/** The open list of a select; it holds the focus. */
export const SelectLayer = (props: SelectLayerProps) => {
  const { id, label, isOpen, anchor, options, value, active, onChoose, onClose } = props;
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isOpen) return;
    // After Base UI has given the focus to the chosen option.
    const frame = requestAnimationFrame(() => row.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, [isOpen]);
  return (
    // Its one `<style>` element hides the scroll bar of a layout that is not used, and the content policy refuses it.
    <CSPProvider disableStyleElements>
      <BaseSelect.Root
        open={isOpen}
        modal={false}
        value={value}
        onOpenChange={(next) => !next && onClose()}
        onValueChange={(next) => next !== null && onChoose(next)}
      >
        <BaseSelect.Trigger render={renderAnchor(anchor)} />
        <BaseSelect.Portal {...toPlace(anchor)}>
          <BaseSelect.Positioner anchor={anchor} alignItemWithTrigger={false} align="start" {...placement}>
            <BaseSelect.Popup id={id} data-layer="list" aria-label={label} className={cn(layerLook, optionListLook)}>
              {options.map((option) => (
                <BaseSelect.Item
                  key={option.value}
                  ref={option.value === active ? row : undefined}
                  value={option.value}
                  label={option.label}
                  className={optionLook}
                >
                  <OptionRow option={option} />
                </BaseSelect.Item>
              ))}
            </BaseSelect.Popup>
          </BaseSelect.Positioner>
        </BaseSelect.Portal>
      </BaseSelect.Root>
    </CSPProvider>
  );
};
