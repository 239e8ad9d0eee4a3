export { defineTool } from './define-tool.ts';
export { scanTools, type ToolSdk } from './scan-tools.ts';
export type { ParsedCall, Reconciliation, Tool, ToolContext, ToolDefinition } from './tool.ts';
export { ToolError } from './tool-error.ts';
