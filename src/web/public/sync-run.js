// Shows how far a run is, without loading the page again. Without it, the link on the page does.
const panel = document.querySelector('[data-events]');
if (panel) {
  const heading = document.querySelector('h1');
  const bar = panel.querySelector('progress');
  const status = panel.querySelector('[role="status"]');
  const link = panel.querySelector('[data-reload]');
  let told = Date.now();
  const source = new EventSource(panel.dataset.events);
  source.onmessage = ({ data }) => {
    const now = JSON.parse(data);
    link.hidden = true;
    status.textContent = '';
    heading.textContent = now.heading;
    bar.value = now.settled;
    for (const place of document.querySelectorAll('[data-number]'))
      place.textContent = now[place.dataset.number];
    if (now.state !== 'running') {
      source.close();
      location.reload();
    } else if (Date.now() - told > 10_000) {
      told = Date.now();
      status.textContent = now.heading;
    }
  };
  source.onerror = () => {
    status.textContent = status.dataset.lost;
    link.hidden = false;
  };
}
