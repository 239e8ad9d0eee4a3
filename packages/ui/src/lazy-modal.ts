import { createLazyLayer } from './lazy-layer.tsx';
import type { ModalLayerProps } from './modal-layer.tsx';

/** The frame of every dialog and sheet. */
export const lazyModal = createLazyLayer<ModalLayerProps>(async () => (await import('./modal-layer.tsx')).ModalLayer);
