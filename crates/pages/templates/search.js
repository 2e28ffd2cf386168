// Searches the published register without a server: loads the parts of the index that a query needs as scripts, which
// works from a disk too. The words are folded and stemmed as finder.rs does.
'use strict';
(function () {
  const box = document.getElementById('results');
  const said = document.getElementById('said');
  const query = new URLSearchParams(location.search).get('q') || '';
  const common = 'al and by con de del el en for from in is la las los of on para por que the to with un'.split(' ');
  const loaded = { words: null, shards: {}, things: {} };
  window.veedorWords = function (firsts) { loaded.words = firsts; };
  window.veedorShard = function (number, words) { loaded.shards[number] = words; };
  window.veedorThings = function (number, things) { loaded.things[number] = things; };

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

  async function having(term) {
    let at = -1;
    while (at + 1 < loaded.words.length && !before(term, loaded.words[at + 1])) at++;
    const found = new Map();
    // What begins with the term counts too, a little into the next shard.
    for (let number = Math.max(at, 0); number < loaded.words.length && number < at + 3; number++) {
      if (number > at && !loaded.words[number].startsWith(term)) break;
      if (!loaded.shards[number]) await load('words-' + number + '.js');
      for (const [word, steps] of loaded.shards[number]) {
        if (!word.startsWith(term)) continue;
        let thing = 0;
        for (const step of steps) {
          thing += step >> 1;
          const weight = (step & 1 ? 3 : 1) * (word === term ? 2 : 1);
          found.set(thing, Math.max(found.get(thing) || 0, weight));
        }
      }
    }
    return found;
  }

  async function search() {
    await load('words.js');
    const wanted = Array.from(new Set(terms(query))).slice(0, 8);
    let hits = null;
    for (const term of wanted) {
      const found = await having(term);
      if (hits === null) hits = found;
      else {
        for (const [thing, weight] of hits) {
          if (found.has(thing)) hits.set(thing, weight + found.get(thing));
          else hits.delete(thing);
        }
      }
    }
    const order = Array.from(hits || []).sort(function (a, b) { return b[1] - a[1] || a[0] - b[0]; });
    said.textContent = order.length ? box.dataset.some.replace('#', String(order.length)) : box.dataset.none;
    for (const [thing] of order.slice(0, 50)) {
      const number = Math.floor(thing / 200);
      if (!loaded.things[number]) await load('things-' + number + '.js');
      const [id, name, kind] = loaded.things[number][thing % 200];
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
