// Searches the published register without a server: loads the parts of the index that a query needs as scripts, which
// works from a disk too. The words are folded and stemmed as finder.rs does.
'use strict';
(function () {
  const box = document.getElementById('results');
  const said = document.getElementById('said');
  const asked = new URLSearchParams(location.search);
  const query = asked.get('q') || '';
  const only = asked.get('kind') || '';
  const common = 'al and by con de del el en for from in is la las los of on para por que the to with un'.split(' ');
  const loaded = { digits: 0, firsts: null, shards: {}, many: {}, things: {} };
  // Numbers of sources come after those of all entities; each is made of the first ten digits of an id.
  const SOURCE = Math.pow(16, 10);
  window.veedorWords = function (digits, firsts) { loaded.digits = digits; loaded.firsts = firsts; };
  window.veedorShard = function (name, words) { loaded.shards[name] = words; };
  window.veedorMany = function (name, steps) { loaded.many[name] = steps; };
  window.veedorThings = function (name, things) { loaded.things[name] = things; };

  function load(name) {
    return new Promise(function (done, failed) {
      const script = document.createElement('script');
      script.src = '../search/' + name;
      script.onload = done;
      script.onerror = failed;
      document.head.append(script);
    });
  }

  function stem(word) {
    let letters = Array.from(word).slice(0, 24);
    for (const ends of ['s', 'aeo']) {
      if (letters.length > 3 && ends.includes(letters[letters.length - 1])) letters.pop();
    }
    return letters.join('');
  }

  function terms(text) {
    return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().split(/[^\p{L}\p{N}]+/u)
      .filter(function (word) { return Array.from(word).length > 1 && !common.includes(word); }).map(stem);
  }

  // Words are in the order of their code points, which is not that of UTF-16.
  function before(a, b) {
    const one = Array.from(a), other = Array.from(b);
    for (let i = 0; i < one.length && i < other.length; i++) {
      if (one[i] !== other[i]) return one[i].codePointAt(0) < other[i].codePointAt(0);
    }
    return one.length < other.length;
  }

  // The things that a word of the index has: "*" and a name, where they stand in a file of their own.
  async function steps(written) {
    if (written[0] === '*') {
      const name = written.slice(1);
      if (!loaded.many[name]) await load('many-' + name + '.js');
      written = loaded.many[name];
    }
    return written.split(',');
  }

  // What has a term, by number; `cut` where more things have it than are noted.
  async function having(term) {
    const firsts = loaded.firsts;
    let at = 0;
    while (at + 1 < firsts.length && !before(term, firsts[at + 1][0])) at++;
    const found = new Map();
    let cut = false;
    // What begins with the term counts too, a little into the next shards.
    for (let number = at; number < firsts.length && number < at + 8; number++) {
      const [first, name] = firsts[number];
      if (number > at && !first.startsWith(term)) break;
      if (!loaded.shards[name]) await load('words-' + name + '.js');
      for (const [word, written] of loaded.shards[name]) {
        if (!word.startsWith(term)) continue;
        const all = await steps(written);
        if (all.length >= 4000) cut = true;
        let thing = 0;
        for (const one of all) {
          const step = parseInt(one, 36);
          thing += Math.floor(step / 2);
          const weight = (step % 2 ? 3 : 1) * (word === term ? 2 : 1);
          found.set(thing, Math.max(found.get(thing) || 0, weight));
        }
      }
    }
    return { found: found, cut: cut };
  }

  // What has this number; two things may share it.
  async function things(number) {
    const source = number >= SOURCE;
    const digits = (source ? number - SOURCE : number).toString(16).padStart(10, '0');
    const shard = (source ? 's' : 'e') + digits.slice(0, loaded.digits);
    if (!loaded.things[shard]) await load('things-' + shard + '.js');
    return loaded.things[shard].filter(function (thing) { return thing[0].split('-')[1].startsWith(digits); });
  }

  async function search() {
    await load('words.js');
    const wanted = Array.from(new Set(terms(query))).slice(0, 8);
    const lists = [];
    for (const term of wanted) lists.push(await having(term));
    // A term that nearly everything has says little, and not all that have it are noted: it rules nothing out.
    lists.sort(function (a, b) { return a.cut - b.cut; });
    let hits = null;
    for (const { found, cut } of lists) {
      if (hits === null) hits = found;
      else {
        for (const [thing, weight] of hits) {
          if (found.has(thing)) hits.set(thing, weight + found.get(thing));
          else if (!cut) hits.delete(thing);
        }
      }
    }
    // One kind alone is asked for by lists: what is of another is left out, which takes reading what things are.
    const fits = function (thing) { return !only || thing[2] === only; };
    for (const number of only && hits ? Array.from(hits.keys()) : []) {
      if (!(await things(number)).some(fits)) hits.delete(number);
    }
    const order = Array.from(hits || []).sort(function (a, b) { return b[1] - a[1] || a[0] - b[0]; });
    said.textContent = order.length ? box.dataset.some.replace('#', String(order.length)) : box.dataset.none;
    const shown = [];
    for (const [number] of order.slice(0, 50)) shown.push(...(await things(number)).filter(fits));
    for (const [id, name, kind] of shown) {
      const link = document.createElement('a');
      link.href = (kind === 'source' ? 'sources/' : 'entities/') + id + '.html';
      const text = document.createElement('bdi');
      text.textContent = name;
      link.append(text);
      const tag = document.createElement('span');
      tag.className = 'tag';
      tag.textContent = box.dataset[kind] || kind;
      const item = document.createElement('li');
      item.append(link, ' ', tag);
      box.append(item);
    }
  }

  document.getElementById('q').value = query;
  if (query.trim()) search().catch(function () { said.textContent = box.dataset.failed; });
})();
