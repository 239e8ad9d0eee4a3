/** Small text messages between the parts and processes of one installation. */
export interface EventBus {
  /** Sends at most once, in order per topic from one sender; never throws and never waits. At most 7,000 bytes. */
  publish(topic: string, message: string): void;
  /** Calls the listener for every later message of the topic, this process's own included; returns how to stop. */
  subscribe(topic: string, listener: (message: string) => void): () => void;
  /** Calls the listener after messages may have been missed (a lost connection): read the log again. Returns how to stop. */
  onGap(listener: () => void): () => void;
  close(): Promise<void>;
}

/** Says which seq a run's log has reached: the message is that number. */
export const toRunTopic = (runId: string): string => `run:${runId}`;

/** Carries a run's text while it streams, and how far its tools are: the message is the JSON of one `RunDelta`. */
export const toRunTextTopic = (runId: string): string => `run-text:${runId}`;

/** Asks whoever makes the run's text to send it from its beginning, and what its tools said last: the message is the run's id. */
export const textWantedTopic = 'text-wanted';

/** Says that a run of the workspace began, changed its status, was decided on, or was deleted: the message is its id, or empty for any. */
export const toWorkspaceTopic = (workspaceId: string): string => `workspace:${workspaceId}`;

/** Says that an entry of activity was stored in the workspace: the message is its id. */
export const toActivityTopic = (workspaceId: string): string => `activity:${workspaceId}`;

/** Says that an agent of the workspace was registered or changed: the message is its id. */
export const toAgentsTopic = (workspaceId: string): string => `agents:${workspaceId}`;

/** Says that the workspace's figures are others now: the message is empty. */
export const toMetricsTopic = (workspaceId: string): string => `metrics:${workspaceId}`;

/** Says that a run can be claimed: the message is its id. */
export const runnableTopic = 'runnable';
/** Its message is the id of a run that another one waits for: who ends it looks for runnable ones. */
export const followedTopic = 'followed';

/** Says that a run's lease was taken from its worker (cancelled, deleted): the message is the run's id. */
export const revokedTopic = 'revoked';
