/** Text without what would steer a terminal: control characters but line feed and tab, and escape sequences with them. */
export const toPlainText = (text: string): string =>
  // oxlint-disable-next-line no-control-regex -- these are the characters to remove
  text.replaceAll(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g, '');
