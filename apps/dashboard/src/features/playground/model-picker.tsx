import { Select } from '@signalbox/ui';
import { useQuery } from '@tanstack/react-query';

import { useTRPC } from '../../trpc.ts';
import { useChoose } from './use-choose.ts';

/** What the choice of no model is called. */
const agentsOwn = '';

/** The model that answers in place of the agent's own; the choice stands in the address. */
export const ModelPicker = ({ model }: { readonly model: string | undefined }) => {
  const trpc = useTRPC();
  const choose = useChoose();
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
      onChange={(next) => choose({ model: next })}
    />
  );
};
