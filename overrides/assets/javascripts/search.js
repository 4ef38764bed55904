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
  var PAGE = 10, KEYS = 8, BEFORE = 24, AROUND = 80, WINDOWS = 2;
  var run = 0, fetched = new Map(), folds = new Map();

  // -- comparing: the rules of hooks/publicity/search/text.py --------------------------------------

  // Radicals, which look like letters and are none (hooks/publicity/texts/radicals.py), and the letters; NFKC has the rest.
  var RADICALS = Array.from("⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳㇆㇏㇐㇑㇒㇓㇔㇕㇖㇗㇘㇙㇚㇛㇜㇝㇞㇟㇠㇡"),
    LETTERS = Array.from("厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑𫜹忄心扌攵旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟𠃌乀一丨丿丿丶𠃍乛𠃊𠃎𠄌亅𡿨𠃋乀𠃑乚乙𠄎");
  function foldCharacter(character) {
    if (!folds.has(character)) {
      var radical = RADICALS.indexOf(character);
      folds.set(character, Array.from((radical < 0 ? character.normalize("NFKC") : LETTERS[radical]).toLowerCase()).filter(function (c) {
        return /[\p{L}\p{N}\p{M}\p{S}%\n]/u.test(c) && !/[\ufe00-\ufe0f]/.test(c);
      }).join(""));
    }
    return folds.get(character);
  }
  // {letters: the text as it is compared, starts and ends: where in the text each of them comes from}
  function fold(text) {
    var letters = "", starts = [], ends = [], characters = Array.from(text), at = 0;
    characters.forEach(function (character, i) {
      var point = /[.．]/.test(character) && /\p{Nd}/u.test(characters[i - 1] || "") && /\p{Nd}/u.test(characters[i + 1] || "");
      var folded = point ? "." : foldCharacter(character);
      for (var unit = 0; unit < folded.length; unit++) {
        starts.push(at);
        ends.push(at + character.length);
      }
      letters += folded;
      at += character.length;
    });
    return { letters: letters, starts: starts, ends: ends };
  }
  function termsOf(query) {
    var folded = query.normalize("NFC").split(/\s+/).map(function (word) { return fold(word).letters; });
    return Array.from(new Set(folded)).filter(Boolean);
  }

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
  function loadIndex() { return load(indexUrl.href, "json", { cache: "no-cache" }); }
  function fileOf(index, folder, number, suffix) {
    var name = index[folder].substr(number * index.name, index.name);
    return new URL(folder + "/" + name + "." + suffix, indexUrl).href;
  }
  function place(key) { // FNV-1a over the code points
    return Array.from(key).reduce(function (hash, character) {
      return Math.imul(hash ^ character.codePointAt(0), 0x01000193) >>> 0;
    }, 0x811c9dc5);
  }
  function undo(differences) { // a list written as differences
    var last = 0;
    return differences.map(function (difference) { return (last += difference); });
  }
  // The numbers that a file of words has for a key: twice a page's number, one more if its title has the key.
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
        for (var found = []; at < end;) found.push(number());
        return undo(found);
      }
      at = end;
    }
    return [];
  }
  // Two letters each, evenly spread where there are many: the text of a page is compared anyway before it is shown.
  function keysOf(term) {
    var letters = Array.from(term), last = letters.length - 2;
    if (last < 0) return [term];
    var count = Math.min(last + 1, KEYS), keys = [];
    for (var i = 0; i < count; i++) {
      var from = count > 1 ? Math.round(i * last / (count - 1)) : 0;
      keys.push(letters[from] + letters[from + 1]);
    }
    return keys;
  }
  // The pages that have every key of a term: by number, whether the title has them all.
  async function pagesWith(index, term) {
    var count = index.words.length / index.name, every = null;
    var lists = await Promise.all(keysOf(term).map(async function (key) {
      return numbersIn(await load(fileOf(index, "words", place(key) % count, "bin"), "arrayBuffer"), key);
    }));
    lists.forEach(function (numbers) {
      var pages = new Map();
      numbers.forEach(function (number) {
        var page = Math.floor(number / 2);
        if (!every || every.has(page)) pages.set(page, number % 2 === 1 && (!every || every.get(page)));
      });
      every = pages;
    });
    return every;
  }
  // {hits: the pages with all terms, those with most of them in their title first, then the newest; alone: the terms
  // that some page has}
  async function lookUp(index, terms) {
    var found = await Promise.all(terms.map(pagesWith.bind(null, index)));
    var pages = found.length ? Array.from(found[0].keys()) : Array.from({ length: index.pages.length / index.name }, function (_, i) { return i; });
    var hits = pages.filter(function (page) {
      return found.every(function (one) { return one.has(page); });
    }).map(function (page) {
      return { page: page, titled: found.filter(function (one) { return one.get(page); }).length };
    }).sort(function (a, b) { return b.titled - a.titled || b.page - a.page; });
    return { hits: hits, alone: terms.filter(function (_, i) { return found[i].size; }) };
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
    if (!value[2]) value[2] = new Set(undo(value[1]));
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
      for (var at = folded.letters.indexOf(term); at >= 0; at = folded.letters.indexOf(term, at + term.length)) {
        spans.push([folded.starts[at], folded.ends[at + term.length - 1]]);
      }
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
  function excerpt(text, spans) {
    var made = document.createDocumentFragment(), end = 0, windows = 0;
    (spans.length ? spans : [[0, 0]]).forEach(function (span) {
      if (span[1] <= end && end || windows >= WINDOWS) return;
      var from = Math.max(end, span[0] - BEFORE), to = Math.min(text.length, Math.max(span[1], from + AROUND));
      if (/[\ud800-\udbff]/.test(text.charAt(from - 1))) from -= 1; // never half a character
      if (/[\ud800-\udbff]/.test(text.charAt(to - 1))) to += 1;
      if (from > end) made.append("…");
      made.append(marked(text, spans, from, to));
      end = to;
      windows += 1;
    });
    if (end < text.length) made.append("…");
    return made;
  }
  // {item, titled: how many terms the title really has}; null where the page does not have them all
  async function result(index, hit, terms) {
    var page = await load(fileOf(index, "pages", hit.page, "json"), "json");
    var title = fold(page.title), text = fold(page.text);
    if (!terms.every(function (term) { return title.letters.includes(term) || text.letters.includes(term); })) return null;
    var item = document.createElement("li"), link = document.createElement("a");
    var facts = document.createElement("span"), time = document.createElement("time"), words = document.createElement("span");
    link.href = new URL(page.url, home).pathname;  // in full it would be marked as another site's
    link.append(marked(page.title, spansOf(title, terms), 0, page.title.length));
    time.dateTime = time.textContent = page.day;
    facts.className = "remark";
    facts.append(time, "　" + page.kind);
    words.className = "summary";
    words.append(excerpt(page.text, spansOf(text, terms)));
    item.append(link, " ", facts, words);
    return { item: item, titled: terms.filter(function (term) { return title.letters.includes(term); }).length };
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

  async function search(q, chosen) {
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
    var narrowed = index.facets.some(function (facet) { return chosen[facet.key]; });
    if (mine === run && !terms.length && !narrowed) return hint();
    var found = await lookUp(index, terms);
    if (mine !== run) return;
    var hits = showFilters(index, found.hits, chosen), dropped = 0, shown = 0, next = 0;
    var sure = terms.every(function (term) { return Array.from(term).length < 3; });

    async function show() {
      var batch = [];
      while (next < hits.length && batch.length < PAGE) {
        var tried = hits.slice(next, next + PAGE - batch.length);
        var made = await Promise.all(tried.map(function (hit) { return result(index, hit, terms); }));
        if (mine !== run) return;
        next += tried.length;
        made = made.filter(Boolean);
        dropped += tried.length - made.length;
        batch = batch.concat(made);
      }
      batch.sort(function (a, b) { return b.titled - a.titled; });
      batch.forEach(function (one) { list.append(one.item); });
      shown += batch.length;
      more.hidden = next >= hits.length;
      var total = hits.length - dropped, about = sure || next >= hits.length ? "" : "约 ";
      if (total) say("找到 " + about + total + " 篇" + (shown < total ? "，列出 " + shown + " 篇。" : "。"));
      else {
        say("没有找到" + (q.trim() ? "“" + q.trim() + "”" : "") + "。");
        advise(found.alone, q, chosen, narrowed);
      }
      return batch.length ? batch[0].item.querySelector("a") : null;
    }
    more.onclick = function () {
      show().then(function (first) { if (first) first.focus(); }, fail(mine));
    };
    await show();
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
    search(q, chosen).catch(function () {
      fetched.delete(indexUrl.href);
      return search(q, chosen);
    }).catch(function () { fail(run)(); });
  }
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
