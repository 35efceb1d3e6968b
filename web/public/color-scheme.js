// Sets the colour scheme before the first paint, so that a dark page never flashes white. It is a file of
// its own, not an inline script, because the server's content security policy refuses inline scripts.
(() => {
  let stored = 'auto';
  try {
    stored = localStorage.getItem('tahti-color-scheme') ?? 'auto';
  } catch {
    // Storage can be forbidden by the browser; the system's own scheme is a good answer then.
  }
  const dark =
    stored === 'dark' || (stored !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
