import { CrowdOrder, type CrowdReport } from './crowd-messages.ts';
import { CrowdLedger, CrowdViewer } from './crowd-viewer.ts';

/** Thousands of viewers as one process, which opens them and says how they stand. */
const viewers: CrowdViewer[] = [];
const ledger = new CrowdLedger();
/** Connections that are made at once. */
const lanes = 64;

const open = async ({ port, from, keys, count }: Extract<CrowdOrder, { type: 'open' }>): Promise<void> => {
  for (let index = 0; index < count; index += 1) {
    const key = keys[index % keys.length] ?? '';
    viewers.push(new CrowdViewer(`${from} ${index}`, key, { place: { port, from }, ledger }));
  }
  const waiting = viewers.values();
  const openInTurn = async (): Promise<void> => {
    for (const viewer of waiting) await viewer.open();
  };
  await Promise.all(Array.from({ length: lanes }, openInTurn));
};

const toHubs = (): CrowdReport['hubs'] => {
  const hubs: CrowdReport['hubs'] = {};
  for (const { hub, seq, isOpen } of viewers) {
    if (!isOpen) continue;
    const known = hubs[hub] ?? { viewers: 0, lowest: seq, highest: seq };
    hubs[hub] = {
      viewers: known.viewers + 1,
      lowest: Math.min(known.lowest, seq),
      highest: Math.max(known.highest, seq),
    };
  }
  return hubs;
};

const toWaiting = (): CrowdReport['waiting'] => {
  const waiting = Map.groupBy(
    viewers.filter(({ isOpen }) => !isOpen),
    ({ waitsFor }) => waitsFor,
  );
  return Object.fromEntries([...waiting].map(([what, { length }]) => [what, length]));
};

process.on('message', (message) => {
  const order = CrowdOrder.parse(message);
  if (order.type === 'open') return void open(order);
  const { open: isOpen, closed, deliveries, ages, refusals, faultCount, faults } = ledger;
  const counts = { open: isOpen, closed, deliveries, ages, refusals, faultCount, faults };
  const report: CrowdReport = { ...counts, waiting: toWaiting(), hubs: toHubs() };
  process.send?.(report);
});
process.once('disconnect', () => process.exit(0));
