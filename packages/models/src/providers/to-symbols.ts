/** Not in the middle of a number: each digit of a long one would be a start, at quadratic cost. */
const operand = String.raw`((?<![\d.])-?\d+(?:\.\d+)?)`;

const numberWords = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');

/** Longer phrases first: "multiplied by" must not be read as "multiply". */
const phrases: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [/\d{4}-\d{2}-\d{2}/g, ' '],
  [/(\d),(?=\d{3}\b)/g, '$1'],
  [/−/g, '-'],
  [/[$€£](?=\d)/g, ''],
  [new RegExp(`square root of ${operand}`, 'g'), 'sqrt($1)'],
  [new RegExp(`cube root of ${operand}`, 'g'), 'cbrt($1)'],
  [new RegExp(`${operand}(?:%| percent) of ${operand}`, 'g'), '$1/100*$2'],
  [new RegExp(`sum of ${operand} and ${operand}`, 'g'), '$1+$2'],
  [new RegExp(`product of ${operand} and ${operand}`, 'g'), '$1*$2'],
  [new RegExp(`difference (?:of|between) ${operand} and ${operand}`, 'g'), '$1-$2'],
  [/(?<=[\d)])\s*squared\b/g, '^2'],
  [/(?<=[\d)])\s*cubed\b/g, '^3'],
  [/\*\*|\bto the power of\b|\braised to\b/g, '^'],
  [/×|\bmultiplied by\b|\btimes\b/g, '*'],
  [/÷|\bdivided by\b/g, '/'],
  [/\bplus\b/g, '+'],
  [/\bminus\b/g, '-'],
  [/(\d)\s?x\s?(?=\d)/g, '$1*'],
];

/** A message in lower case with what it says of calculating in signs: `5 plus ten` becomes `5 + 10`. */
export const toSymbols = (message: string): string => {
  let text = message
    .toLowerCase()
    .replaceAll(/\b[a-z]+\b/g, (word) => (numberWords.includes(word) ? String(numberWords.indexOf(word)) : word));
  for (const [pattern, replacement] of phrases) text = text.replaceAll(pattern, replacement);
  return text;
};
