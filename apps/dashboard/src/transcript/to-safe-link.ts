/** The address of a link that a model may offer: web pages and mail; null for anything else. */
export const toSafeLink = (href: string | undefined): string | null => {
  if (href === undefined || !URL.canParse(href)) return null;
  const { protocol } = new URL(href);
  return ['http:', 'https:', 'mailto:'].includes(protocol) ? href : null;
};

/** Whether an image is in the text itself or comes from our own server, so that showing it tells nobody anything. */
export const isOwnImage = (src: string, origin: string): boolean => {
  if (/^data:image\/(?:png|jpeg|gif|webp|avif);base64,/i.test(src)) return true;
  return URL.canParse(src, origin) && new URL(src, origin).origin === origin;
};
