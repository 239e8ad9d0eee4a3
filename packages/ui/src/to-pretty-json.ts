/** JSON text set out with two spaces; null when the text is no JSON object, list, number or literal. */
export const toPrettyJson = (text: string): string | null => {
  if (!/^\s*[[{\d\-tfn"]/.test(text)) return null;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return null;
  }
};
