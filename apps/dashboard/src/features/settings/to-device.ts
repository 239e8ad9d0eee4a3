const browsers: readonly (readonly [RegExp, string])[] = [
  [/Edg(?:e|A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/(?:Firefox|FxiOS)\//, 'Firefox'],
  [/(?:Chrome|CriOS)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];

const systems: readonly (readonly [RegExp, string])[] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/CrOS/, 'ChromeOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/Linux/, 'Linux'],
];

const find = (names: readonly (readonly [RegExp, string])[], text: string): string | undefined =>
  names.find(([pattern]) => pattern.test(text))?.[1];

/** The browser and system of a session in plain words: "Firefox on Linux". */
export const toDevice = (userAgent: string | null): string => {
  if (userAgent === null || userAgent.trim() === '') return 'Unknown browser';
  const browser = find(browsers, userAgent);
  const system = find(systems, userAgent);
  // A program tells its name before the first slash.
  if (browser === undefined && system === undefined) return userAgent.split('/')[0]?.slice(0, 40) ?? userAgent;
  return [browser ?? 'Unknown browser', system].filter((part) => part !== undefined).join(' on ');
};
