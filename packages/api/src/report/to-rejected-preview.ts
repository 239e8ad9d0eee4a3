import { cleanText, isJsonTooDeep } from '@signalbox/contracts';

/** Characters of a rejected row that are kept. */
const previewLength = 500;

const hidden = '…';
/** A text under a name that secrets have, also one that is cut off. */
const secretMember =
  /("[^"\\]*(?:key|token|secret|password|passwd|authorization|cookie|credential)[^"\\]*"\s*:\s*")(?:[^"\\]|\\.)*/gi;
/** What keys of vendors, and ours, begin with; and what stands after “Bearer”. */
const secretText =
  /\b(?:sb|sk|pk|rk|ghp|gho|github_pat|glpat|xox[a-z]|AKIA|AIza)[-_]?[A-Za-z0-9_-]{12,}|(?<=Bearer )[^\s"\\]+/g;

/** The beginning of a row's JSON, for whoever looks into why it was rejected: without secrets. */
export const toRejectedPreview = (text: string): string => {
  const start = text
    .slice(0, previewLength * 4)
    .replaceAll(secretMember, `$1${hidden}`)
    .replaceAll(secretText, hidden);
  const preview = cleanText(start.slice(0, previewLength));
  return isJsonTooDeep(preview) ? hidden : preview;
};
