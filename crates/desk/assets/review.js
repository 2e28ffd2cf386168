// Review by keyboard. Everything here sends the page's own forms and shows the page's own parts: what
// the server answers is what is seen, and nothing is called stored before it says so.
'use strict';
(() => {
  const root = document.getElementById('review');
  if (!root) return;
  const byId = id => document.getElementById(id);
  const say = words => { byId('status').textContent = words; };
  const current = () => root.querySelector('.proposal[aria-current]');
  const csrf = () => root.querySelector('input[name=csrf]')?.value;
  const KEYS = 'veedor-keys', OWED = `veedor-owed-${root.dataset.source}`;
  const keysOn = () => localStorage.getItem(KEYS) !== 'off';

  // --- Parts of a page that the server made ---------------------------------------------------------

  async function page(url, options) {
    const answer = await fetch(url, { headers: { accept: 'text/html' }, ...options });
    const made = new DOMParser().parseFromString(await answer.text(), 'text/html');
    if (!made.getElementById('review')) throw new Refused(answer.status);
    return { made, answer };
  }

  class Refused extends Error {
    constructor(status) { super(`status ${status}`); this.status = status; }
  }

  function swap(made, id) {
    const [old, fresh] = [byId(id), made.getElementById(id)];
    if (old && fresh) old.replaceWith(document.adoptNode(fresh));
  }

  /** Takes over the proposals that are at another version than shown; the cursor stays where it is. */
  function refresh(made, told) {
    for (const fresh of made.querySelectorAll('.proposal')) {
      const old = byId(fresh.id);
      if (!old || old.dataset.version === fresh.dataset.version && old.className === fresh.className) continue;
      // A page that was asked for before what is shown was decided.
      if (Number(fresh.dataset.version) < Number(old.dataset.version)) continue;
      const focused = old.contains(document.activeElement), is = old.hasAttribute('aria-current');
      fresh.toggleAttribute('aria-current', is);
      if (is) fresh.setAttribute('aria-current', 'true');
      fresh.dataset.place = old.dataset.place;
      const words = fresh.querySelector('.decided') ?? fresh.querySelector('.state');
      if (told && words) say(words.textContent);
      old.replaceWith(document.adoptNode(fresh));
      if (focused) fresh.querySelector('a.to').focus({ preventScroll: true });
    }
    swap(made, 'counts');
    root.dataset.head = made.getElementById('review').dataset.head;
    aim();
  }

  /** True where both pages list the same proposals. */
  function sameList(made) {
    const ids = from => [...from.querySelectorAll('.proposal')].map(li => li.id).join();
    return ids(made) === ids(document);
  }

  function showWhole(made) {
    for (const id of ['told', 'counts', 'list', 'paper', 'panel', 'bar']) swap(made, id);
    root.dataset.head = made.getElementById('review').dataset.head;
    dress(byId('panel'));
    dressPaper();
    see();
  }

  // --- The cursor -----------------------------------------------------------------------------------

  function inView(box, part) {
    if (!part) return;
    const [outer, inner] = [box.getBoundingClientRect(), part.getBoundingClientRect()];
    const top = Math.max(outer.top, 0), bottom = Math.min(outer.bottom, innerHeight);
    if (inner.top >= top && inner.bottom <= bottom) return;
    box.scrollTop += inner.top - outer.top - box.clientHeight / 3;
  }

  /** Where the list is no box of its own, as on a phone, the page moves between the source and the dock. */
  function inPage(part) {
    // The source first, for where it comes to stand hangs on how far the page has moved.
    scrollBy(0, Math.max(0, byId('paper').getBoundingClientRect().top));
    const top = byId('paper').getBoundingClientRect().bottom;
    const bottom = byId('dock').getBoundingClientRect().top;
    const inner = part.getBoundingClientRect();
    if (inner.top >= top && inner.bottom <= bottom) return;
    const room = Math.max(0, bottom - top - inner.height);
    scrollBy(0, inner.top - top - Math.min((bottom - top) / 3, room));
  }

  function see() {
    const li = current(), list = byId('list');
    inView(byId('paper'), root.querySelector('#paper .here'));
    if (!li) return;
    if (getComputedStyle(list).overflowY === 'visible') inPage(li);
    else inView(list, li);
  }

  function markHere(place) {
    for (const mark of root.querySelectorAll('#paper [data-q]')) {
      const has = list => (list ?? '').split(' ').includes(place);
      const value = has(mark.dataset.v);
      mark.classList.toggle('here', value || has(mark.dataset.q));
      mark.classList.toggle('value', value);
    }
  }

  /** Points the bar at the proposal under the cursor. */
  function aim() {
    const li = current(), form = byId('judge');
    if (!li) return;
    const href = li.querySelector('a.to').getAttribute('href').replace('#here', '');
    for (const link of byId('bar').querySelectorAll('[data-panel]')) {
      link.setAttribute('href', `${href}&panel=${link.dataset.panel}#panel`);
    }
    if (!form) return;
    form.elements.statement.value = li.dataset.id;
    form.elements.version.value = li.dataset.version;
    form.querySelector('[data-key=u]').disabled = li.dataset.decided !== 'true';
  }

  async function go(li) {
    if (!li) return;
    closePanel();
    current()?.removeAttribute('aria-current');
    li.setAttribute('aria-current', 'true');
    const link = li.querySelector('a.to'), href = link.getAttribute('href');
    link.focus({ preventScroll: true });
    history.replaceState(null, '', href.replace('#here', ''));
    aim();
    markHere(li.dataset.place);
    if (!root.querySelector('#paper .here')) {
      try {
        const { made } = await page(href);
        if (current() === li) { swap(made, 'paper'); dressPaper(); }
      } catch { say(root.dataset.failed); }
    }
    see();
  }

  const beside = step => {
    const all = [...root.querySelectorAll('.proposal')];
    return all[all.indexOf(current()) + step];
  };

  function move(step) {
    const next = beside(step);
    if (next) return void go(next);
    const more = root.querySelector(`#list .part a[rel=${step > 0 ? 'next' : 'prev'}]`);
    if (more) location.href = more.href;
  }

  // --- Panels ---------------------------------------------------------------------------------------

  function dress(panel) {
    window.veedorPicker?.(panel);
    const toggle = panel.querySelector('[data-toggle-keys]');
    if (toggle) {
      const name = () => { toggle.textContent = keysOn() ? root.dataset.noKeys : root.dataset.keys; };
      toggle.hidden = false;
      toggle.addEventListener('click', () => {
        localStorage.setItem(KEYS, keysOn() ? 'off' : 'on');
        name();
      });
      name();
    }
  }

  const firstOf = panel =>
    panel.querySelector('[data-digit], #value, button.chief') ?? panel.querySelector('#pane-title');

  async function openPanel(link) {
    const picked = selected();
    try {
      const { made } = await page(link.href);
      swap(made, 'panel');
    } catch { return void (location.href = link.href); }
    const panel = byId('panel');
    dress(panel);
    if (link.dataset.panel === 'state' && picked) cite(picked);
    (link.dataset.panel === 'state' && !picked ? panel.querySelector('#quote') : firstOf(panel))?.focus();
    panel.querySelector('.pane')?.scrollIntoView({ block: 'nearest' });
    see();
  }

  function closePanel() {
    const had = byId('panel').contains(document.activeElement);
    byId('panel').replaceChildren();
    byId('told').replaceChildren();
    if (had) current()?.querySelector('a.to').focus({ preventScroll: true });
  }

  // --- Selected words -------------------------------------------------------------------------------

  const bytes = text => new TextEncoder().encode(text).length;

  /** The byte of the layer at a place in the page: each part says where it begins. */
  function byteAt(node, offset) {
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    const part = element.closest('[data-at]');
    if (!part || !byId('paper').contains(part)) return null;
    const before = document.createRange();
    before.setStart(part, 0);
    before.setEnd(node, offset);
    return Number(part.dataset.at) + bytes(before.toString());
  }

  function selected() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!byId('paper').contains(range.commonAncestorContainer)) return null;
    const start = byteAt(range.startContainer, range.startOffset);
    const end = byteAt(range.endContainer, range.endOffset);
    const quote = selection.toString();
    return start === null || end === null || !quote.trim() ? null : { start, end, quote };
  }

  function cite({ start, end, quote }) {
    const form = byId('panel').querySelector('form[data-cites]');
    if (!form) return;
    form.elements.quote.value = quote.trim();
    form.elements.start.value = start;
    form.elements.end.value = end;
    form.elements.layer.value = byId('paper').dataset.layer;
  }

  document.addEventListener('selectionchange', () => {
    const picked = selected();
    if (picked) cite(picked);
  });

  function dressPaper() {
    byId('paper').addEventListener('keydown', event => {
      const forward = event.key === 'ArrowRight';
      if (!forward && event.key !== 'ArrowLeft' || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      const selection = getSelection(), paper = byId('paper');
      if (!selection.rangeCount || !paper.contains(selection.anchorNode)) {
        const from = paper.querySelector('.words .here, td .here') ?? paper.querySelector('[data-at]');
        selection.collapse(from.firstChild ?? from, 0);
      }
      selection.modify(event.shiftKey ? 'extend' : 'move', forward ? 'forward' : 'backward', 'word');
      inView(paper, selection.focusNode.parentElement);
    });
    byId('paper').addEventListener('click', event => {
      const mark = event.target.closest('[data-q]');
      if (mark?.dataset.q && getSelection().isCollapsed) {
        go(root.querySelector(`.proposal[data-place="${mark.dataset.q.split(' ')[0]}"]`));
      }
    });
  }

  // --- Decisions ------------------------------------------------------------------------------------

  const owed = () => JSON.parse(sessionStorage.getItem(OWED) ?? '[]');
  const keep = list => sessionStorage.setItem(OWED, JSON.stringify(list));
  let sending = Promise.resolve();

  function send(action, fields) {
    // One after the other, in the order in which they were made.
    sending = sending.then(() => sendNow(action, fields));
    return sending;
  }

  /** Sends a form; once more, where the same person has signed in elsewhere and the forms' token is another. */
  async function post(action, fields) {
    const once = () =>
      page(action, { method: 'POST', body: new URLSearchParams({ ...fields, csrf: csrf() }) });
    try {
      return await once();
    } catch (error) {
      if (!(error instanceof Refused) || error.status !== 403) throw error;
      const { made } = await page(location.href);
      if (made.getElementById('review').dataset.who !== root.dataset.who) throw error;
      const token = made.querySelector('input[name=csrf]').value;
      for (const field of root.querySelectorAll('input[name=csrf]')) field.value = token;
      return once();
    }
  }

  /** The way to sign in and back here, where what is owed is sent. */
  function wayIn() {
    const link = document.createElement('a');
    link.href = `/sign-in?to=${encodeURIComponent(location.pathname + location.search)}`;
    link.textContent = root.dataset.signIn;
    return link;
  }

  async function sendNow(action, fields) {
    const li = fields.statement && byId(`p-${fields.statement}`);
    li?.classList.add('pending');
    say(root.dataset.saving);
    const others = owed().filter(it => it.statement !== fields.statement);
    let got;
    try {
      got = await post(action, fields);
    } catch (error) {
      const lost = error instanceof Refused && error.status === 401;
      if (error instanceof Refused && !lost) {
        li?.classList.remove('pending');
        keep(others);
        return say(root.dataset.failed);
      }
      keep([...others, { ...fields, action, who: root.dataset.who }]);
      say(lost ? root.dataset.lost : root.dataset.kept);
      if (lost) byId('status').append(' ', wayIn());
      return;
    }
    const { made, answer } = got;
    li?.classList.remove('pending');
    keep(others);
    if (!answer.ok) {
      showWhole(made);
      say('');
      byId('clash')?.focus();
      return;
    }
    const stays = !fields.statement || current()?.dataset.id === fields.statement;
    if (!sameList(made) && stays) {
      showWhole(made);
      history.replaceState(null, '', answer.url.replace(location.origin, ''));
      current()?.querySelector('a.to').focus({ preventScroll: true });
    } else {
      refresh(made, false);
      if (stays) closePanel();
    }
    say(root.dataset.saved);
  }

  async function sendOwed() {
    // What somebody else decided in this tab is not sent as one's own.
    const own = owed().filter(it => it.who === root.dataset.who);
    for (const { action, who, ...fields } of own) await send(action, fields);
  }
  addEventListener('online', sendOwed);

  root.addEventListener('submit', event => {
    const form = event.target, button = event.submitter;
    event.preventDefault();
    const fields = Object.fromEntries(new FormData(form, button));
    delete fields.csrf;
    send(button?.getAttribute('formaction') ?? form.getAttribute('action'), fields);
  });

  root.addEventListener('click', event => {
    const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.button);
    const link = plain && event.target.closest('a');
    if (!link) return;
    const act = link.matches('[data-panel]') ? () => openPanel(link)
      : link.matches('[data-close]') ? closePanel
      : link.dataset.key === 'n' ? () => move(1)
      : link.dataset.key === 'p' ? () => move(-1)
      : link.matches('.proposal a.to') ? () => go(link.closest('.proposal'))
      : null;
    if (!act) return;
    event.preventDefault();
    act();
  });

  document.addEventListener('keydown', event => {
    if (event.key === 'Escape' && byId('panel').firstElementChild) return closePanel();
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || !keysOn()) return;
    if (event.target.closest?.('input:not([type=checkbox]), textarea, select')) return;
    const digit = byId('panel').querySelector(`[data-digit="${CSS.escape(event.key)}"]`);
    if (digit) { event.preventDefault(); return digit.click(); }
    if (event.key === 'n' || event.key === 'p') {
      event.preventDefault();
      return move(event.key === 'n' ? 1 : -1);
    }
    const to = [...byId('bar').querySelectorAll('[data-key]')].find(it => it.dataset.key === event.key);
    if (!to || to.disabled) return;
    event.preventDefault();
    to.click();
  });

  // --- Others ---------------------------------------------------------------------------------------

  let looking = false, again = false;
  async function look() {
    if (looking) { again = true; return; }
    looking = true;
    try {
      await sending;
      const answer = await fetch(`/review/${root.dataset.source}/since/${root.dataset.head}`);
      if (answer.ok) {
        const { head, changed, more } = await answer.json();
        const differs = changed.length > 0;
        if (differs) {
          const { made } = await page(location.pathname + location.search.replace(/&panel=\w+/, ''));
          if (sameList(made)) refresh(made, true);
          else if (!byId('panel').firstElementChild) showWhole(made);
        }
        root.dataset.head = head;
        again = again || more;
      }
    } catch { /* The next event asks again. */ }
    looking = false;
    if (again) { again = false; setTimeout(look, 300); }
  }
  const events = new EventSource('/events');
  events.addEventListener('log', event => {
    if (Number(event.data) > Number(root.dataset.head)) look();
    if (owed().length) sendOwed();
  });

  if (new URLSearchParams(location.search).has('panel')) {
    firstOf(byId('panel'))?.focus();
  }
  dress(byId('panel'));
  dressPaper();
  aim();
  if (byId('paper').querySelector('.sought')) inView(byId('paper'), byId('paper').querySelector('.sought'));
  else see();
  root.dataset.ready = 'yes';
})();
