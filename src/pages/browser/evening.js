// What is typed stays in this browser until it is recorded, also where the connection breaks.
const form = document.getElementById('evening');
const told = document.getElementById('saved');
const KEY = 'ledger-evening';
const recorded = document.querySelector('.done');

if (recorded && !document.querySelector('.refused')) localStorage.removeItem(KEY);

const saved = JSON.parse(localStorage.getItem(KEY) ?? 'null');
const empty = [...form.querySelectorAll('textarea')].every((area) => area.value === '');
if (saved && empty) {
  for (const [name, value] of Object.entries(saved)) {
    const field = form.elements.namedItem(name);
    if (field && value !== '') field.value = value;
  }
  told.textContent = form.dataset.saved;
}

form.addEventListener('input', () => {
  localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(new FormData(form))));
  told.textContent = form.dataset.saved;
});

// Enter in a title goes to its text; Ctrl+Enter in a text goes to the next line.
form.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.isComposing) return;
  const fields = [...form.querySelectorAll('.line input, .line textarea')];
  const at = fields.indexOf(event.target);
  if (at < 0 || (event.target.tagName === 'TEXTAREA' && !event.ctrlKey)) return;
  event.preventDefault();
  fields[at + 1]?.focus();
});
