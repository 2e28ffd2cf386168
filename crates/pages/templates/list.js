// Narrows the list on this page as one types: every word, whatever its accents and case, has to stand in a row. What is not
// on this page is for the search. Without this script the list stays whole.
'use strict';
(function () {
  const bar = document.getElementById('narrow');
  const box = document.getElementById('n');
  const said = document.getElementById('narrowed');
  const wider = document.getElementById('wider');
  if (!bar) return;

  function folded(text) {
    return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  }

  const rows = Array.from(document.querySelectorAll('.narrows tbody tr'), function (row) {
    return { row: row, link: row.querySelector('a'), text: folded(row.textContent) };
  });
  const search = wider.getAttribute('href');
  let waiting = 0;

  function narrow() {
    const words = folded(box.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const one of rows) {
      one.row.hidden = !words.every(function (word) { return one.text.includes(word); });
      if (!one.row.hidden) shown += 1;
    }
    wider.hidden = words.length === 0;
    wider.href = search + '?' + new URLSearchParams({ q: box.value.trim(), kind: wider.dataset.kind });
    // Said once the typing rests: a reader aloud is not to be interrupted at each letter.
    clearTimeout(waiting);
    waiting = setTimeout(function () {
      const text = shown ? said.dataset.some : said.dataset.none;
      said.textContent = words.length ? text.replace('#', String(shown)).replace('#', String(rows.length)) : '';
    }, 250);
  }

  // From the box down the rows that are left, and up again.
  function step(from, by) {
    const left = rows.filter(function (one) { return !one.row.hidden; });
    const at = left.findIndex(function (one) { return one.link === from; }) + by;
    const next = at < 0 ? box : (left[at] || { link: from }).link;
    next.focus();
  }

  document.addEventListener('keydown', function (event) {
    const here = document.activeElement;
    const listed = here === box || (here && here.closest('.narrows tbody'));
    if (!listed || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'ArrowDown') step(here, 1);
    else if (event.key === 'ArrowUp') step(here, here === box ? 0 : -1);
    else if (event.key === 'Escape' && box.value) { box.value = ''; narrow(); box.focus(); }
    else return;
    event.preventDefault();
  });
  box.addEventListener('input', narrow);
  bar.hidden = false;
  if (box.value) narrow();
})();
