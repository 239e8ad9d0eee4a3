import { Gallery } from '@signalbox/ui/gallery';
import { createFileRoute } from '@tanstack/react-router';

export const Route = createFileRoute('/gallery')({ component: Gallery });
