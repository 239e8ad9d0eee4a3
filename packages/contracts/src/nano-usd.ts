const nanoPerUsd = 1_000_000_000;

/** US dollars as whole nano-USD, rounded. */
export const toNanoUsd = (usd: number): number => Math.round(usd * nanoPerUsd);

/** Nano-USD as US dollars: exact to the ninth decimal up to about nine million dollars. */
export const toUsd = (nanoUsd: number): number => nanoUsd / nanoPerUsd;
