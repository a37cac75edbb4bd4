// In a list: j and k go from one suggestion to the next, x chooses it, Enter opens it, / goes to the search.
const links = [...document.querySelectorAll('tbody a[href^="/suggestions/"]')];
let at = -1;
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target instanceof HTMLElement && event.target.closest('input:not([type=checkbox]),select,textarea')) return;
  if (event.key === 'j' || event.key === 'k') {
    at = Math.min(links.length - 1, Math.max(0, at + (event.key === 'j' ? 1 : -1)));
    links[at]?.focus();
  } else if (event.key === 'x' && at >= 0) {
    links[at].closest('tr')?.querySelector('input[type=checkbox]')?.click();
  } else if (event.key === '/') {
    event.preventDefault();
    document.querySelector('input[type=search]')?.focus();
  }
});
