/** Ends the bootstrap with this sentence on stderr and the given exit code, without a stack. */
export class Failure extends Error {
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Says one line on stderr: stdout belongs to the program that is started. */
export const say = (line) => {
  process.stderr.write(`signalbox: ${line}\n`);
};
