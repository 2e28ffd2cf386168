// Finds entities as somebody types: links under a form's field, or choices of a field's list. The forms
// work without it.
'use strict';
(() => {
  const ask = async (address, text) => {
    const at = new URL(address, location.href);
    at.searchParams.set('q', text);
    try {
      const answer = await fetch(at);
      return answer.ok ? await answer.json() : [];
    } catch { return []; }
  };

  const typed = (input, show) => {
    let turn = 0, timer = 0;
    input.addEventListener('input', () => {
      clearTimeout(timer);
      const mine = ++turn, text = input.value.trim();
      timer = setTimeout(async () => {
        const found = text ? await show.ask(text) : null;
        if (mine === turn) show.tell(found);
      }, 120);
    });
  };

  for (const form of document.querySelectorAll('form[data-find]')) {
    const input = form.querySelector('input[type=search]');
    const kind = form.querySelector('input[name=kind]');
    const list = document.createElement('ul'), said = document.createElement('p');
    list.className = 'found';
    said.className = 'unseen';
    said.setAttribute('role', 'status');
    form.after(said, list);
    typed(input, {
      ask: text => ask(form.dataset.find + (kind ? `?kind=${encodeURIComponent(kind.value)}` : ''), text),
      tell: found => {
        said.textContent = !found ? '' : found.length ? `${found.length} ${form.dataset.said}` : form.dataset.none;
        list.replaceChildren(...(found || []).map(one => {
          const item = document.createElement('li'), link = document.createElement('a');
          link.href = form.dataset.to + one.id;
          link.textContent = one.name;
          const detail = document.createElement('span');
          detail.className = 'detail';
          detail.textContent = ` ${one.kind}`;
          item.append(link, detail);
          return item;
        }));
      },
    });
  }

  for (const input of document.querySelectorAll('input[data-list]')) {
    const list = document.getElementById(input.getAttribute('list'));
    typed(input, {
      ask: text => ask(input.dataset.list, text),
      tell: found => list.replaceChildren(...(found || []).map(one => {
        const option = document.createElement('option');
        option.value = one.id;
        option.label = `${one.name} · ${one.kind}`;
        return option;
      })),
    });
  }
})();
