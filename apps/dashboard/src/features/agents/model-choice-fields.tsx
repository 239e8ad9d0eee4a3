import type { Model, ModelChoice } from '@signalbox/contracts';
import { Button, Combobox, Icon } from '@signalbox/ui';
import { ArrowDown, ArrowUp, SlidersHorizontal, X, type LucideIcon } from 'lucide-react';
import { useState } from 'react';

import type { Definition } from './definition.ts';
import { JsonField } from './json-field.tsx';
import { toFaultAt } from './spec-faults.ts';
import { toModelChoice } from './to-model-choice.ts';

interface ModelChoiceFieldsProps {
  readonly form: Definition;
  /** Its place among the models. */
  readonly at: number;
  readonly choice: ModelChoice;
  /** The models that can be called now. */
  readonly known: readonly Model[];
  readonly isLast: boolean;
  readonly onChange: (choice: ModelChoice) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}

interface ActionProps {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly isExpanded?: boolean;
  readonly disabled?: boolean;
  readonly onClick: () => void;
}

/** `provider/model`: what a model that no list has is typed as. */
const typedModel = /^[^/\s]{1,64}\/\S.{0,199}$/;

const toTypedOption = (text: string) =>
  typedModel.test(text) ? { value: text, label: text, hint: 'not in the list' } : null;

const Action = ({ icon, label, isExpanded, disabled = false, onClick }: ActionProps) => (
  <Button
    kind="quiet"
    isSquare
    aria-label={label}
    title={label}
    aria-expanded={isExpanded}
    disabled={disabled}
    onClick={onClick}
  >
    <Icon of={icon} size={14} />
  </Button>
);

/** A model of an agent and what it is given beside the conversation. */
export const ModelChoiceFields = (props: ModelChoiceFieldsProps) => {
  const { form, at, choice, known, isLast, onChange, onMove, onRemove } = props;
  const place = `models.${at}`;
  const id = `${choice.provider}/${choice.model}`;
  const hasParameters = Object.keys(choice.parameters).length > 0;
  const fault = toFaultAt(form.issues, `${place}.parameters`);
  const [isOpened, setIsOpened] = useState(hasParameters);
  const isOpen = isOpened || fault !== null;
  const listed = known.map((model) => ({ value: model.id, label: model.title, hint: model.id }));
  const isListed = listed.some(({ value }) => value === id);
  const name = at === 0 ? 'Model' : `Fallback ${at}`;
  return (
    <li className="flex flex-col gap-2">
      <div className="flex flex-wrap items-end gap-1">
        <Combobox
          label={name}
          className="min-w-48 flex-1"
          value={id}
          options={isListed ? listed : [...listed, { value: id, label: id, hint: 'not in the list' }]}
          toTyped={toTypedOption}
          placeholder="Find a model, or type provider/model"
          fault={toFaultAt(form.issues, `${place}.model`) ?? toFaultAt(form.issues, `${place}.provider`)}
          onChange={(next) => onChange({ ...choice, ...toModelChoice(next) })}
        />
        <div className="flex">
          <Action
            icon={SlidersHorizontal}
            label={`Parameters of ${name}`}
            isExpanded={isOpen}
            onClick={() => setIsOpened(!isOpen)}
          />
          <Action icon={ArrowUp} label={`Move ${name} up`} disabled={at === 0} onClick={() => onMove(-1)} />
          <Action icon={ArrowDown} label={`Move ${name} down`} disabled={isLast} onClick={() => onMove(1)} />
          <Action icon={X} label={`Remove ${name}`} onClick={onRemove} />
        </div>
      </div>
      {isOpen && (
        <JsonField
          form={form}
          place={`${place}.parameters`}
          label={`Parameters of ${name}`}
          hint="A JSON object, named as the provider names them. The server says what this model takes."
          value={choice.parameters}
          onChange={(parameters) => onChange({ ...choice, parameters })}
        />
      )}
    </li>
  );
};
