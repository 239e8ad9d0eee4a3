import { createFileRoute } from '@tanstack/react-router';

import { IngestionPage } from '../../features/settings/ingestion/ingestion-page.tsx';

export const Route = createFileRoute('/_app/settings/ingestion')({ component: IngestionPage });
