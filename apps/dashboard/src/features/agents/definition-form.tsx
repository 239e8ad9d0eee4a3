import { AnswerSection } from './answer-section.tsx';
import { ConversationSection } from './conversation-section.tsx';
import type { Definition } from './definition.ts';
import { InstructionsSection } from './instructions-section.tsx';
import { LimitsSection } from './limits-section.tsx';
import { ModelsSection } from './models-section.tsx';
import { ToolsSection } from './tools-section.tsx';
import { VariablesSection } from './variables-section.tsx';

/** Everything that an agent is made of, as a form. */
export const DefinitionForm = ({ form }: { readonly form: Definition }) => (
  <fieldset disabled={form.refusal !== null} className="flex min-w-0 flex-col gap-4">
    <legend className="sr-only">Definition</legend>
    <ModelsSection form={form} />
    <InstructionsSection form={form} />
    <VariablesSection form={form} />
    <ToolsSection form={form} />
    <AnswerSection form={form} />
    <ConversationSection form={form} />
    <LimitsSection form={form} />
  </fieldset>
);
