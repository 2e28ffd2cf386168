// A combobox over the entities, after the pattern of the ARIA Authoring Practices: it makes the plain
// text field quicker and takes nothing from it.
'use strict';
(() => {
  let count = 0;

  function enhance(box) {
    const input = box.querySelector('input[name=entity]');
    const hidden = box.querySelector('input[name=entity_id]');
    const isNew = box.querySelector('input[name=entity_new]');
    const kind = box.closest('form').elements.kind;
    const list = document.createElement('ul');
    const said = document.createElement('p');
    let options = [], active = -1, asked = 0, timer = 0;
    count += 1;
    list.id = `picker-${count}`;
    list.className = 'options';
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-labelledby', 'entity-label');
    list.hidden = true;
    said.className = 'unseen';
    said.setAttribute('role', 'status');
    input.after(list, said);
    input.setAttribute('role', 'combobox');
    input.setAttribute('aria-autocomplete', 'list');
    input.setAttribute('aria-controls', list.id);
    input.setAttribute('aria-expanded', 'false');

    function close() {
      list.hidden = true;
      active = -1;
      input.setAttribute('aria-expanded', 'false');
      input.removeAttribute('aria-activedescendant');
    }

    function mark(next) {
      active = (next + options.length) % options.length;
      [...list.children].forEach((li, nth) => li.setAttribute('aria-selected', String(nth === active)));
      input.setAttribute('aria-activedescendant', list.children[active].id);
      list.children[active].scrollIntoView({ block: 'nearest' });
    }

    function choose(nth) {
      const option = options[nth];
      input.value = option.name;
      hidden.value = option.id;
      isNew.checked = option.id === '';
      close();
    }

    function show(found, text) {
      options = found.map(it => ({ ...it, label: `${it.name} · ${it.kind}` }));
      options.push({ id: '', name: text, label: `${box.dataset.new} ${text}` });
      list.replaceChildren(...options.map((option, nth) => {
        const li = document.createElement('li');
        li.id = `${list.id}-${nth}`;
        li.setAttribute('role', 'option');
        li.setAttribute('aria-selected', 'false');
        li.textContent = option.label;
        li.addEventListener('pointerdown', event => { event.preventDefault(); choose(nth); });
        return li;
      }));
      list.hidden = false;
      input.setAttribute('aria-expanded', 'true');
      said.textContent = found.length ? `${found.length} ${box.dataset.found}` : box.dataset.none;
    }

    async function ask() {
      const text = input.value.trim(), turn = ++asked;
      if (!text) return close();
      const query = new URLSearchParams({ q: text, kind: kind.value });
      try {
        const answer = await fetch(`${box.dataset.picker}?${query}`);
        const found = answer.ok ? await answer.json() : [];
        if (turn === asked && document.activeElement === input) show(found, text);
      } catch { close(); }
    }

    input.addEventListener('input', () => {
      hidden.value = '';
      isNew.checked = false;
      clearTimeout(timer);
      timer = setTimeout(ask, 120);
    });
    input.addEventListener('keydown', event => {
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        event.preventDefault();
        if (list.hidden) return void ask();
        mark(active + (event.key === 'ArrowDown' ? 1 : active < 0 ? 0 : -1));
      } else if (event.key === 'Enter' && !list.hidden && active >= 0) {
        event.preventDefault();
        choose(active);
      } else if (event.key === 'Escape' && !list.hidden) {
        event.preventDefault();
        event.stopPropagation();
        close();
      }
    });
    input.addEventListener('blur', () => { asked += 1; close(); });
    kind.addEventListener('change', () => { hidden.value = ''; });
  }

  window.veedorPicker = root => root.querySelectorAll('[data-picker]').forEach(enhance);
  document.addEventListener('DOMContentLoaded', () => window.veedorPicker(document));
})();
