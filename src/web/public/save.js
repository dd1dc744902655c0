// Saves in place what is being written, and says so. The button does the same, and stays.
for (const form of document.querySelectorAll('form.nb-saving')) {
  const status = form.querySelector('[role="status"]');
  let timer;
  let isSaving = false;
  const save = async () => {
    if (isSaving) return later();
    isSaving = true;
    const fields = new URLSearchParams(new FormData(form));
    fields.set('draft', 'on');
    try {
      const response = await fetch(form.dataset.save ?? form.action, { method: 'POST', body: fields });
      const { saved } = response.ok ? await response.json() : {};
      if (saved === undefined) throw new Error();
      const read = form.elements.namedItem('read');
      if (read) read.value = String(saved);
      const time = new Date(saved).toLocaleTimeString(document.documentElement.lang, {
        hour: 'numeric',
        minute: '2-digit',
        timeZone: 'Europe/Berlin',
      });
      status.textContent = status.dataset.saved.replace('{time}', time);
    } catch {
      status.textContent = status.dataset.unsaved;
    }
    isSaving = false;
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(save, 2000);
  };
  form.addEventListener('input', later);
  form.addEventListener('submit', () => clearTimeout(timer));
}
