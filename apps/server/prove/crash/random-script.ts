const tools = ['ledger_read', 'ledger_put', 'ledger_write', 'ledger_write_known', 'ledger_write_late'] as const;

const words = 'the signal is raised and the line is clear so the next train may pass the box'.split(' ');

/** The message that makes the scripted model take 4 to 11 turns with one to three ledger tools each, then answer. */
export const randomScript = (random: () => number, run: string, ledger: string): string => {
  const pick = (bound: number): number => Math.floor(random() * bound);
  const say = (): string => Array.from({ length: 3 + pick(20) }, () => words[pick(words.length)]).join(' ');
  const call = (value: string) => ({
    tool: tools[pick(tools.length)],
    arguments: { ledger, value, delayMs: pick(120) },
  });
  const turns = Array.from({ length: 4 + pick(8) }, (_, turn) => ({
    think: say(),
    calls: Array.from({ length: 1 + pick(3) }, (_unused, index) => call(`${run}/${turn}/${index}`)),
  }));
  return JSON.stringify({ run, turns: [...turns, { text: say() }] });
};
