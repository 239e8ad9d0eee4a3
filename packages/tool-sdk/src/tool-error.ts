/** A fault that the model should read and mend: its message becomes the call's result. */
export class ToolError extends Error {
  constructor(message: string, options: { readonly cause?: unknown } = {}) {
    super(message, options);
    this.name = 'ToolError';
  }
}
