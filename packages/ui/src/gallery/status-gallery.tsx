import {
  CircleMinus,
  CircleQuestionMark,
  FileDiff,
  FileWarning,
  History,
  PowerOff,
  TriangleAlert,
  Unplug,
} from 'lucide-react';

import { Badge } from '../badge.tsx';
import { CountBadge } from '../count-badge.tsx';
import { EffectBadge } from '../effect-badge.tsx';
import { LiveDot } from '../live-dot.tsx';
import { Mark } from '../mark.tsx';
import { RunStatusBadge, RunStatusIcon } from '../run-status.tsx';
import { StatusWord } from '../status-word.tsx';
import { ToolOutcomeBadge } from '../tool-outcome-badge.tsx';
import { GalleryGroup, GalleryRow } from './gallery-group.tsx';

const runStatuses = ['queued', 'running', 'waiting', 'completed', 'failed', 'cancelled'] as const;
const outcomes = ['ok', 'error', 'timeout', 'denied', 'cancelled', 'unknown'] as const;
const effects = ['read', 'idempotent', 'write'] as const;
const tones = ['neutral', 'accent', 'success', 'warning', 'danger', 'unknown'] as const;

/** Statuses: shape and word first, then colour. */
export const StatusGallery = () => (
  <GalleryGroup title="Status">
    <GalleryRow title="Runs">
      {runStatuses.map((status) => (
        <RunStatusBadge key={status} status={status} />
      ))}
      {runStatuses.map((status) => (
        <RunStatusIcon key={status} status={status} />
      ))}
      <StatusWord icon={CircleQuestionMark} tone="unknown" word="outcome unknown" isTinted />
      <StatusWord icon={History} tone="neutral" word="resumed" />
    </GalleryRow>
    <GalleryRow title="Tool calls">
      {outcomes.map((outcome) => (
        <ToolOutcomeBadge key={outcome} outcome={outcome} />
      ))}
      {effects.map((effect) => (
        <EffectBadge key={effect} effect={effect} />
      ))}
    </GalleryRow>
    <GalleryRow title="Agents and tools">
      <StatusWord icon={CircleMinus} tone="neutral" word="inactive" />
      <StatusWord icon={TriangleAlert} tone="danger" word="error" isTinted />
      <StatusWord icon={PowerOff} tone="neutral" word="disabled" />
      <StatusWord icon={FileWarning} tone="danger" word="broken" isTinted />
      <StatusWord icon={Unplug} tone="warning" word="needs reconnect" isTinted />
      <StatusWord icon={FileDiff} tone="warning" word="changed" isTinted />
    </GalleryRow>
    <GalleryRow title="Badges and counts">
      {tones.map((tone) => (
        <Badge key={tone} tone={tone}>
          {tone}
        </Badge>
      ))}
      <Badge isDashed>observed</Badge>
      <CountBadge count={3} />
      <CountBadge count={12} tone="warning" />
      <CountBadge count={4031} />
    </GalleryRow>
    <GalleryRow title="Connection and mark">
      <LiveDot state="live" />
      <LiveDot state="reconnecting" />
      <Mark size={20} />
      <Mark size={24} />
      <Mark size={40} arm="level" />
    </GalleryRow>
  </GalleryGroup>
);
