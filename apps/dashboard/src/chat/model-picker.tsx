import { Select } from '@signalbox/ui';
import { useQuery } from '@tanstack/react-query';

import { useTRPC } from '../trpc.ts';

/** What the choice of no model is called. */
const agentsOwn = '';

interface ModelPickerProps {
  readonly model: string | undefined;
  /** Told `provider/model`, or an empty text for the agent's own. */
  readonly onChange: (model: string) => void;
}

/** The model that answers in place of the agent's own. */
export const ModelPicker = ({ model, onChange }: ModelPickerProps) => {
  const trpc = useTRPC();
  const models = useQuery(trpc.models.list.queryOptions({}, { staleTime: 60_000 }));
  const listed = (models.data?.items ?? []).map(({ id, title }) => ({ value: id, label: title, hint: id }));
  const isListed = model === undefined || listed.some(({ value }) => value === model);
  return (
    <Select
      label="Model"
      isLabelHidden
      value={model ?? agentsOwn}
      options={[
        { value: agentsOwn, label: 'Agent’s model' },
        ...listed,
        ...(isListed ? [] : [{ value: model, label: model }]),
      ]}
      onChange={onChange}
    />
  );
};
