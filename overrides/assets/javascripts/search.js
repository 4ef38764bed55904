// Search: what was typed is looked up in search/ (hooks/publicity/search/files.py says what lies there), file by file.
// Without this script, or in a browser too old for it, the page says so and its lists lead on.
// It is read before the page is drawn: where something is searched for, the lists start below the first screen, so that
// nothing jumps when hits come.
if (location.search.length > 1) document.documentElement.classList.add("searching");
document.addEventListener("DOMContentLoaded", function () {
  "use strict";
  var form = document.querySelector("form[data-index]");
  if (!form) return;
  var input = form.elements.q, filters = form.querySelector(".search-filters");
  var status = document.querySelector("[data-search-status]"), list = document.querySelector("[data-search-results]");
  var more = document.querySelector("[data-search-more]"), advice = document.querySelector("[data-search-advice]");
  var indexUrl = new URL(form.dataset.index, location.href), home = new URL("..", indexUrl);
  var PAGE = 10, KEYS = 8, BEFORE = 24, AROUND = 80, WINDOWS = 2, FEW = 2;
  var run = 0, fetched = new Map();

  var fold = window.asking.fold, termsOf = window.asking.termsOf, has = window.asking.has;

  // -- the index -----------------------------------------------------------------------------------

  function load(url, how, options) {
    if (!fetched.has(url)) {
      fetched.set(url, fetch(url, options).then(function (answer) {
        if (!answer.ok) throw new Error(answer.status + " " + url);
        return answer[how]();
      }).catch(function (error) {
        fetched.delete(url);
        throw error;
      }));
    }
    return fetched.get(url);
  }
  // The index with `files`, those of pages in order of time, and `places`, where in that order a page's number stands.
  function loadIndex() {
    return load(indexUrl.href, "json", { cache: "no-cache" }).then(function (index) {
      if (index.files) return index;
      index.places = new Map();
      index.files = index.pages.match(new RegExp(".{" + (index.number + index.mark) + "}", "g")) || [];
      index.files.forEach(function (name, place) { index.places.set(parseInt(name.slice(0, index.number), 32), place); });
      return index;
    });
  }
  function fileOf(folder, number, mark, suffix) { return new URL(folder + "/" + number + "-" + mark + "." + suffix, indexUrl).href; }
  function wordsOf(index, key) { // the file that has a key
    var number = scattered(key) % (index.words.length / index.mark);
    return fileOf("words", number.toString(32), index.words.substr(number * index.mark, index.mark), "bin");
  }
  function scattered(key) { // FNV-1a over the code points
    return Array.from(key).reduce(function (hash, character) {
      return Math.imul(hash ^ character.codePointAt(0), 0x01000193) >>> 0;
    }, 0x811c9dc5);
  }
  function unpacked(differences) { // digits of four bits each, the lowest first; 16 is added where more follow
    var last = 0, scale = 1, found = [];
    Array.from(differences).forEach(function (written) {
      var digit = parseInt(written, 32);
      last += (digit & 15) * scale;
      scale = digit < 16 ? 1 : scale * 16;
      if (digit < 16) found.push(last);
    });
    return found;
  }
  // What a file of words has for a key: four times a page's number, and where it has the key.
  function numbersIn(buffer, key) {
    var bytes = new Uint8Array(buffer), wanted = new TextEncoder().encode(key), at = 0;
    function number() {
      for (var value = 0, shift = 0; ; shift += 7) {
        var byte = bytes[at++];
        value += (byte & 127) * Math.pow(2, shift);
        if (byte < 128) return value;
      }
    }
    while (at < bytes.length) {
      var length = number(), start = at;
      at += length;
      var size = number(), end = at + size;
      if (length === wanted.length && wanted.every(function (byte, i) { return bytes[start + i] === byte; })) {
        for (var found = [], last = 0; at < end;) found.push(last += number());
        return found;
      }
      at = end;
    }
    return [];
  }
  // Two letters each, evenly spread where there are many: the text of a page is compared anyway before it is shown.
  function keysOf(letters, most) {
    letters = Array.from(letters);
    var last = letters.length - 2;
    if (last < 0) return letters;
    var count = Math.min(last + 1, most), keys = [];
    for (var i = 0; i < count; i++) {
      var from = count > 1 ? Math.round(i * last / (count - 1)) : 0;
      keys.push(letters[from] + letters[from + 1]);
    }
    return keys;
  }
  // By page where it has a key: 0 in its text, in its title or another name 1; 2 where that ends, 3 where it begins.
  async function levelsOf(index, key) {
    var levels = new Map();
    numbersIn(await load(wordsOf(index, key), "arrayBuffer"), key).forEach(function (number) {
      levels.set(index.places.get(Math.floor(number / 4)), number % 4);
    });
    return levels;
  }
  function allLevels(index, keys) { return Promise.all(keys.map(levelsOf.bind(null, index))); }
  // The rank of a page that has all keys: a name is it 4, begins so 3, has it 2; only its text 0.
  function rankBy(levels) {
    var last = levels.length - 1;
    if (Math.min.apply(null, levels) < 1) return 0;
    return levels[0] !== 3 ? 2 : last && levels[last] === 2 ? 4 : 3;
  }
  // The pages that have a term in one of its ways, and their ranks; those of a department of that name at least 1.
  async function pagesWith(index, term) {
    var pages = new Map();
    await Promise.all(term.ways.map(async function (way) {
      var lists = await allLevels(index, keysOf(way.letters, KEYS));
      lists[0].forEach(function (_, page) {
        var levels = lists.map(function (list) { return list.get(page); });
        if (!levels.includes(undefined)) pages.set(page, Math.max(rankBy(levels), pages.get(page) || 0));
      });
    }));
    if (term.letters.length > 1) departments(index).forEach(function (value) {
      if (fold(value[0]).letters.includes(term.letters)) membersOf(value).forEach(function (page) {
        if (pages.get(page) === 0) pages.set(page, 1);
      });
    });
    return pages;
  }
  function departments(index) {
    var facet = index.facets.find(function (facet) { return facet.key === "department"; });
    return facet ? facet.values : [];
  }
  // {hits: the pages with all terms, the highest ranks first, then the newest; alone: the terms that some page has}
  async function lookUp(index, terms) {
    var found = await Promise.all(terms.map(pagesWith.bind(null, index)));
    var pages = found.length ? Array.from(found[0].keys()) : Array.from(index.files.keys());
    var hits = pages.filter(function (page) {
      return found.every(function (one) { return one.has(page); });
    }).map(function (page) {
      return { page: page, rank: found.reduce(function (rank, one) { return rank + one.get(page); }, 0) };
    }).sort(function (a, b) { return b.rank - a.rank || b.page - a.page; });
    return { hits: hits, alone: terms.filter(function (_, i) { return found[i].size; }).map(function (term) { return term.letters; }) };
  }

  // -- filters -------------------------------------------------------------------------------------

  function showFilters(index, hits, chosen) {
    var focused = document.activeElement && filters.contains(document.activeElement) ? document.activeElement.name : "";
    filters.textContent = "";
    filters.hidden = false;
    var left = index.facets.reduce(function (left, facet) {
      var others = index.facets.filter(function (other) { return other !== facet; });
      var open = hits.filter(function (hit) { return others.every(function (other) { return allows(other, chosen, hit); }); });
      var box = document.createElement("label"), select = document.createElement("select");
      select.name = facet.key;
      select.add(new Option("全部（" + open.length + "）", ""));
      facet.values.forEach(function (value) {
        var pages = membersOf(value), count = open.filter(function (hit) { return pages.has(hit.page); }).length;
        if (count || value[0] === chosen[facet.key]) select.add(new Option(value[0] + "（" + count + "）", value[0]));
      });
      select.value = chosen[facet.key] || "";
      if (select.selectedIndex < 0) select.add(new Option(chosen[facet.key] + "（0）", chosen[facet.key], true, true));
      box.append(facet.label, " ", select);
      if (select.options.length > 1) filters.append(box);
      return left.filter(function (hit) { return allows(facet, chosen, hit); });
    }, hits);
    if (focused && form.elements[focused]) form.elements[focused].focus();
    return left;
  }
  function membersOf(value) {
    if (!value[2]) value[2] = new Set(unpacked(value[1]));
    return value[2];
  }
  function allows(facet, chosen, hit) {
    if (!chosen[facet.key]) return true;
    var value = facet.values.find(function (one) { return one[0] === chosen[facet.key]; });
    return Boolean(value) && membersOf(value).has(hit.page);
  }

  // -- showing -------------------------------------------------------------------------------------

  function spansOf(folded, terms) { // where in a text the terms stand, joined where they meet
    var spans = [];
    terms.forEach(function (term) {
      term.ways.forEach(function (way) {
        for (var at = window.asking.placeOf(folded.letters, way, 0); at >= 0; at = window.asking.placeOf(folded.letters, way, at + way.letters.length)) {
          spans.push([folded.starts[at], folded.ends[at + way.letters.length - 1]]);
        }
      });
    });
    return spans.sort(function (a, b) { return a[0] - b[0]; }).reduce(function (joined, span) {
      var last = joined[joined.length - 1];
      if (last && span[0] <= last[1]) last[1] = Math.max(last[1], span[1]);
      else joined.push(span);
      return joined;
    }, []);
  }
  function marked(text, spans, from, to) {
    var made = document.createDocumentFragment(), at = from;
    spans.forEach(function (span) {
      if (span[1] <= from || span[0] >= to) return;
      var mark = document.createElement("mark");
      mark.textContent = text.slice(Math.max(span[0], from), Math.min(span[1], to));
      made.append(text.slice(at, Math.max(span[0], from)), mark);
      at = Math.min(span[1], to);
    });
    made.append(text.slice(at, to));
    return made;
  }
  function cut(text, at) { // whether half a character, a number, a day or a word would stand on each side
    return /[\ud800-\udbff]$|[\p{Nd}A-Za-z.%年月][.:：-]?$/u.test(text.slice(Math.max(0, at - 2), at)) && /^[\udc00-\udfff]|^[.:：-]?[\p{Nd}A-Za-z年月日%]/u.test(text.slice(at, at + 2));
  }
  function excerpt(text, spans) {
    var made = document.createDocumentFragment(), end = 0, windows = 0;
    (spans.length ? spans : [[0, 0]]).forEach(function (span) {
      if (span[1] <= end && end || windows >= WINDOWS) return;
      var from = Math.max(end, span[0] - BEFORE), to = Math.min(text.length, Math.max(span[1], from + AROUND));
      for (var i = 0; i < BEFORE && from > end && cut(text, from); i++) from -= 1;
      for (i = 0; i < BEFORE && cut(text, to); i++) to += 1;
      if (from > end) made.append("…");
      made.append(marked(text, spans, from, to));
      end = to;
      windows += 1;
    });
    if (end < text.length) made.append("…");
    return made;
  }
  function recordOf(index, page) {
    var name = index.files[page];
    return load(fileOf("pages", name.slice(0, index.number), name.slice(index.number), "json"), "json");
  }
  function namesOf(page) { return [page.title].concat(page.names || []); }
  function rankAmong(names, term) {
    return names.reduce(function (rank, name) {
      return term.ways.reduce(function (rank, way) {
        var at = window.asking.placeOf(name, way, 0);
        return Math.max(rank, at < 0 ? 0 : name === way.letters ? 4 : at ? 2 : 3);
      }, rank);
    }, 0);
  }
  function sounds(page, term) { // whether it is read so from the beginning of a syllable on
    return (page.sounds || []).some(function (read) {
      return read.split(" ").some(function (_, i, all) { return all.slice(i).join("").toUpperCase().startsWith(term.letters); });
    });
  }
  // Of pieces whose every two letters are on a page somewhere: the longest that do stand there, as terms.
  function standing(parts, stands) {
    var found = [];
    parts.forEach(function (part) {
      var letters = Array.from(part);
      for (var from = 0; from < letters.length - 1; from++) {
        for (var to = letters.length; to > from + 1; to--) {
          var term = asTyped(letters.slice(from, to).join(""));
          if (!stands(term)) continue;
          found.push(term);
          from = to - 1;
          break;
        }
      }
    });
    return found;
  }
  function together(terms) { return terms.reduce(function (sum, term) { return sum + Math.pow(term.letters.length, 1.5); }, 0); }
  function asTyped(letters) { return { letters: letters, ways: [{ letters: letters }] }; }
  // {item, rank}; null where the page does not have all terms, or of a hit with parts none
  async function result(index, hit, terms) {
    var page = await recordOf(index, hit.page), title = fold(page.title), text = fold(page.text), names = namesOf(page).map(function (name) { return fold(name).letters; });
    function stands(term) {
      if (term.sound) return sounds(page, term);
      var own = parseInt(page.day, 10);
      return has(text.letters, term, own) || names.some(function (name) { return has(name, term, own); });
    }
    if (hit.parts) terms = standing(hit.parts, stands);
    if (hit.parts ? !terms.length : !terms.every(stands)) return null;
    var item = document.createElement("li"), link = document.createElement("a");
    var facts = document.createElement("span"), time = document.createElement("time"), words = document.createElement("span");
    link.href = new URL(page.url, home).pathname;  // in full it would be marked as another site's
    link.append(marked(page.title, spansOf(title, terms), 0, page.title.length));
    time.dateTime = page.day;
    time.textContent = page.day.split("-").map(Number).join("-").replace(/^(\d+)-(\d+)-(\d+)$/, "$1年$2月$3日");
    facts.className = "remark";
    if (page.day) facts.append(time, " ");
    facts.append(page.kind);
    (page.names || []).forEach(function (name) { // by what other name it was found
      var folded = fold(name);
      if (name !== page.kind && terms.some(function (term) { return has(folded.letters, term); })) facts.append("　", marked(name, spansOf(folded, terms), 0, name.length));
    });
    words.className = "summary";
    words.append(excerpt(page.text, spansOf(text, terms)));
    item.append(link, " ", facts, words);
    var rank = terms.reduce(function (rank, term) { return rank + rankAmong(names, term); }, 0);
    return { item: item, rank: hit.parts ? together(terms) : rank || Math.min(hit.rank, 1), parts: terms.map(function (term) { return term.letters; }) };
  }
  function say(words) { status.textContent = words; }
  function clear() {
    list.textContent = advice.textContent = "";
    more.hidden = true;
  }
  function addressOf(q, chosen) {
    var address = new URLSearchParams();
    if (q) address.set("q", q);
    Object.keys(chosen).forEach(function (key) { if (chosen[key]) address.set(key, chosen[key]); });
    return "?" + address;
  }
  function advise(alone, q, chosen, narrowed) {
    function offer(words, address) {
      var line = document.createElement("p"), link = document.createElement("a");
      link.href = address;
      link.textContent = words;
      line.append(link);
      advice.append(line);
    }
    if (narrowed) offer("去掉筛选，在全部内容里找", addressOf(q, {}));
    var words = q.trim().split(/\s+/);
    if (words.length > 1) words.forEach(function (word) {
      if (alone.includes(fold(word).letters)) offer("只找“" + word + "”", addressOf(word, {}));
    });
    offer("从下面的列表里找：按月份、阶段、主题", "#lists");
  }

  // The hits on the page, ten by ten; `said` says of what, where it is not what was typed. Gives how many there are.
  async function listed(mine, index, terms, hits, said, known) {
    var dropped = 0, shown = 0, next = 0, left = [];
    var sure = !hits.some(function (hit) { return hit.parts; }) && terms.every(function (term) {
      return term.ways.every(function (way) { return !way.bounded && Array.from(way.letters).length < 3; });
    });
    async function look(count) { // at so many more of the pages that may be hits; those that are
      var tried = hits.slice(next, next + count);
      var made = (await Promise.all(tried.map(function (hit) { return result(index, hit, terms); }))).filter(Boolean);
      next += tried.length;
      dropped += tried.length - made.length;
      return made;
    }
    async function show() {
      var batch = left;
      while (mine === run && next < hits.length && batch.length < PAGE) batch = batch.concat(await look(PAGE - batch.length));
      // Where only a few would remain they are looked at too, so that their number is no guess.
      if (mine === run && !sure && hits.length - next <= FEW) batch = batch.concat(await look(FEW));
      if (mine !== run) return null;
      left = batch.slice(PAGE);
      batch = batch.slice(0, PAGE);
      batch.sort(function (a, b) { return b.rank - a.rank; });
      batch.forEach(function (one) { list.append(one.item); });
      shown += batch.length;
      more.hidden = next >= hits.length && !left.length;
      var total = hits.length - dropped, about = sure || next >= hits.length ? " " : "约 ";
      if (total && batch.length) say((said ? said(batch) : "") + "找到" + about + total + " 篇" + (shown < total ? "，列出 " + shown + " 篇。" : "。"));
      return batch.length ? batch[0].item.querySelector("a") : null;
    }
    more.onclick = function () {
      show().then(function (first) {
        if (first) first.focus();
        keep(shown);
      }, fail(mine));
    };
    await show();
    while (mine === run && shown < known && !more.hidden) await show();
    return mine === run ? hits.length - dropped : -1;
  }
  // Other words for what is nowhere: a script of its own, which most searches do without.
  function loadHelp() {
    if (window.helping) return Promise.resolve();
    return new Promise(function (done, failed) {
      var script = document.createElement("script");
      script.src = form.dataset.help;
      script.onload = done;
      script.onerror = failed;
      document.head.append(script);
    });
  }
  async function help(mine, index, q) {
    await loadHelp();
    var sorry = "没有找到“" + q.trim() + "”，";
    var tools = { allLevels: allLevels.bind(null, index), keysOf: keysOf, count: index.files.length, asTyped: asTyped,
      departments: departments(index).map(function (value) { return value[0]; }), recordOf: recordOf.bind(null, index), namesOf: namesOf };
    var ways = window.helping(tools, q);
    for (var i = 0; i < ways.length && mine === run; i++) {
      var other = await ways[i]();
      if (mine !== run || !other) continue;
      var hits = other.hits || (await lookUp(index, other.terms)).hits;
      if (mine !== run || !hits.length) continue;
      var total = await listed(mine, index, other.terms || [], hits, said(other.said), 0);
      if (total) return total;
    }
    function said(words) {
      return function (batch) { return sorry + (words || "下面是有其中“" + batch[0].parts.join("”“") + "”的，最接近的在前") + "："; };
    }
    return mine === run ? 0 : -1;
  }
  // Traditional letters are known only when they are typed, or stand on a page. Gives whether there are any.
  async function learn(index) {
    window.asking.learn(await load(new URL("letters/" + index.letters + ".json", indexUrl).href, "json"));
    return true;
  }
  async function search(q, chosen, known) {
    var mine = ++run, terms = termsOf(q);
    function hint() {
      filters.hidden = true;
      say(q.trim() ? "请输入文字或数字，只有标点找不了。" : "输入要找的字词；几个词用空格隔开，找同时含有它们的内容。");
    }
    clear();
    if (!terms.length && !Object.keys(chosen).length) return hint();
    if (location.protocol === "file:") {
      say("这一页是从文件夹里直接打开的，浏览器不允许搜索。请到网站上搜索，或者从下面的列表里找。");
      return;
    }
    say("正在找…");
    var index = await loadIndex();
    if (index.both) await learn(index);
    terms = termsOf(q);
    var narrowed = index.facets.some(function (facet) { return chosen[facet.key]; });
    if (mine === run && !terms.length && !narrowed) return hint();
    var found = await lookUp(index, terms);
    if (mine === run && !found.hits.length && /[^\x00-\x7f]/.test(q) && await learn(index)) {
      terms = termsOf(q);
      found = await lookUp(index, terms);
    }
    if (mine !== run) return;
    var hits = showFilters(index, found.hits, chosen);
    var total = await listed(mine, index, terms, hits, null, known);
    if (total) return;
    var words = q.trim() ? "“" + q.trim() + "”" : "";
    filters.hidden = !narrowed;
    if (!narrowed) total = await help(mine, index, q);
    if (total < 0 || mine !== run) return;
    if (!total) say("没有找到" + words + "。");
    document.documentElement.classList.remove("searching");
    advise(found.alone, q, chosen, narrowed);
  }
  function fail(mine) {
    return function () {
      if (mine !== run) return;
      more.hidden = true;
      say("搜索没有成功，可能是网络断了。请再试一次，或者从下面的列表里找。");
    };
  }
  // Once more with a new index: while this page was open a new one may have taken the place of the old.
  function start() {
    var asked = new URLSearchParams(location.search), chosen = {}, q = asked.get("q") || "";
    asked.forEach(function (value, key) { if (key !== "q") chosen[key] = value; });
    input.value = q;
    document.title = (q.trim() ? q.trim() + " - " : "") + titled;
    var left = history.state && history.state.shown ? history.state : { shown: 0 };
    search(q, chosen, left.shown).catch(function () {
      fetched.delete(indexUrl.href);
      return search(q, chosen, left.shown);
    }).catch(function () { fail(run)(); }).then(function () {
      if (left.top) scrollTo(0, left.top);
    });
  }
  // What a reader who comes back wants to see again: so many results, from that place on.
  function keep(shown) { history.replaceState({ shown: shown, top: scrollY }, ""); }
  window.addEventListener("pagehide", function () {
    if (list.children.length) keep(list.children.length);
  });
  function go() {
    var chosen = {};
    filters.querySelectorAll("select").forEach(function (select) { chosen[select.name] = select.value; });
    if (location.protocol === "file:") return void search(input.value, chosen); // there no address can be set
    document.documentElement.classList.add("searching");
    history.pushState(null, "", addressOf(input.value, chosen));
    start();
  }

  var titled = document.title;
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    go();
  });
  filters.addEventListener("change", go);
  window.addEventListener("popstate", start);
  start();
});
