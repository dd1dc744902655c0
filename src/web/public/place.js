// Remembers how far a text was read, and goes back there. The page works without it.
const text = document.querySelector('[data-place]');
const form = document.querySelector('form[method="post"]');
if (text && form) {
  const start = Number(text.dataset.start);
  if (start > 5 && start < 95 && scrollY === 0)
    scrollTo(0, text.offsetTop + (text.offsetHeight * start) / 100 - innerHeight / 2);
  let furthest = start;
  let sent = start;
  const tell = () => {
    if (furthest - sent < 5) return;
    sent = furthest;
    const fields = new URLSearchParams(new FormData(form));
    fields.set('percent', String(furthest));
    fetch(text.dataset.place, { method: 'POST', body: fields, keepalive: true }).catch(() => {});
  };
  addEventListener(
    'scroll',
    () => {
      const read = (scrollY + innerHeight - text.offsetTop) / text.offsetHeight;
      furthest = Math.max(furthest, Math.min(100, Math.floor(read * 100)));
    },
    { passive: true },
  );
  setInterval(tell, 5000);
  addEventListener('pagehide', tell);
}
