// Sets the theme before the first paint. A file of its own, because the content policy allows no inline script.
(() => {
  let stored = null;
  try {
    stored = localStorage.getItem('signalbox.theme');
  } catch {
    // Storage may be blocked: the system's theme it is.
  }
  const isDark = stored === 'dark' || (stored !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
})();
