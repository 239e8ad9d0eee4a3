export { createTestContext } from './create-test-context.ts';
export { defineTool } from './define-tool.ts';
export { loadToolFile, type PlaceFile, scanTools, type SeenFiles, type ToolSdk } from './scan-tools.ts';
export type { ParsedCall, Reconciliation, Tool, ToolContext, ToolDefinition, ToolReach } from './tool.ts';
export { ToolError } from './tool-error.ts';
