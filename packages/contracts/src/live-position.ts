/** Where a viewer of the live stream is: in what the hub of its workspace said, and in each of the runs that it watches. */
export interface LivePosition {
  readonly hub: string;
  readonly seqs: readonly number[];
}

/** The id of a frame that brings a viewer there. */
export const formatLivePosition = ({ hub, seqs }: LivePosition): string =>
  seqs.length === 0 ? hub : `${hub}~${seqs.join('.')}`;

/** What an id says; `seqs` is empty when it says none that can be read. */
export const parseLivePosition = (id: string): LivePosition => {
  const [hub = '', seqs = ''] = id.split('~');
  return { hub, seqs: /^\d{1,9}(\.\d{1,9})*$/.test(seqs) ? seqs.split('.').map(Number) : [] };
};

/** Of a frame's id, the part that stays true when the viewer goes on with other runs. */
export const toHubPosition = (id: string): string => id.split('~', 1).join();
