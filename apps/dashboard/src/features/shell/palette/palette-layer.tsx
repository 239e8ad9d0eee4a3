import { useEffect, useRef, type ReactNode } from 'react';

interface PaletteLayerProps {
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** The layer of the palette, near the top of the window; Escape, ⌘K and a press beside it close it. */
export const PaletteLayer = ({ onClose, children }: PaletteLayerProps) => {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (!element) return undefined;
    const opener = document.activeElement;
    element.showModal();
    element.querySelector('input')?.focus();
    return () => {
      element.close();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-label="Search and do"
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onKeyDown={(event) => {
        if (!(event.key.toLowerCase() === 'k' && (event.metaKey || event.ctrlKey))) return;
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
      onPointerDown={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
      className="bg-raised text-text rounded-bubble border-border shadow-raised mx-auto mt-[min(12dvh,120px)] mb-auto w-[calc(100%-24px)] max-w-[600px] overflow-hidden border p-0"
    >
      {children}
    </dialog>
  );
};
