import { Badge } from '../badge.tsx';
import { CodeBlock } from '../code-block.tsx';
import { EdgeCard } from '../edge-card.tsx';
import { EffectBadge } from '../effect-badge.tsx';
import { Hairline } from '../hairline.tsx';
import { Panel } from '../panel.tsx';
import { GalleryGroup } from './gallery-group.tsx';

const json = '{"query":"select quarter, sum(total) from invoices","limit":10,"readonly":true,"after":null}';
const tones = ['accent', 'success', 'danger', 'warning', 'unknown', 'neutral'] as const;

/** Cards, code and lines of a transcript. */
export const TextGallery = () => (
  <GalleryGroup title="Cards and text">
    <div className="grid gap-3 md:grid-cols-2">
      {tones.map((tone) => (
        <EdgeCard
          key={tone}
          tone={tone}
          isDashed={tone === 'unknown'}
          header={
            <>
              <span className="font-medium">sql_query</span>
              <EffectBadge effect="read" />
              <Badge tone={tone}>{tone}</Badge>
            </>
          }
        >
          {tone === 'accent' && <CodeBlock text={json} />}
          {tone === 'success' && (
            <CodeBlock text={Array.from({ length: 20 }, (_, at) => `line ${at + 1}`).join('\n')} />
          )}
        </EdgeCard>
      ))}
    </div>
    <Panel title="Errors" note="by code" actions={<Badge>2</Badge>}>
      <p className="text-text-muted px-4 pb-4">Two runs failed in the last 24 hours.</p>
    </Panel>
    <Hairline>gpt-5.1 answered 429, attempt 2 of 4 in 12 s</Hairline>
  </GalleryGroup>
);
