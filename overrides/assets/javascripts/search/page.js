// The page on which is searched: what is typed goes into its address, and the address says what is looked for.
// Without scripts, or in a browser too old for them, the page says so and its lists lead on.
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
  var indexUrl = new URL(form.dataset.index, location.href), run = 0;
  var fold = window.asking.fold, termsOf = window.asking.termsOf, parts = window.searching;
  var files = parts.files(indexUrl), matching = parts.matching(files), lookUp = matching.lookUp;
  var hits = parts.hits(files, matching, new URL("..", indexUrl)), narrowing = parts.filters(form, filters, files.membersOf);
  var listing = parts.listing({ status: status, list: list, more: more }, hits.result, isLast, fail);
  var say = listing.say, listed = listing.listed;

  function isLast(mine) { return mine === run; }
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
    var tools = { allLevels: matching.allLevels.bind(null, index), keysOf: matching.keysOf, count: index.files.length, asTyped: hits.asTyped,
      departments: matching.departments(index).map(function (value) { return value[0]; }), recordOf: files.record.bind(null, index), namesOf: hits.namesOf };
    var ways = window.helping(tools, q);
    for (var i = 0; i < ways.length && mine === run; i++) {
      var other = await ways[i]();
      if (mine !== run || !other) continue;
      var likely = other.hits || (await lookUp(index, other.terms)).hits;
      if (mine !== run || !likely.length) continue;
      var total = await listed(mine, index, other.terms || [], likely, said(other.said), function () { say(sorry.slice(0, -1) + "。"); }, 0);
      if (total) return total;
    }
    function said(words) {
      return function (batch) { return sorry + (words || "下面是有其中“" + batch[0].parts.join("”“") + "”的，最接近的在前") + "："; };
    }
    return mine === run ? 0 : -1;
  }
  // Traditional letters are known only when they are typed, or stand on a page. Gives whether there are any.
  async function learn(index) {
    window.asking.learn(await files.letters(index));
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
    var index = await files.index();
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
    var total = await listed(mine, index, terms, narrowing.show(index, found.hits, chosen), null, instead, known);
    if (!total) await instead();

    async function instead() { // of what is nowhere
      var words = q.trim() ? "“" + q.trim() + "”" : "";
      filters.hidden = !narrowed;
      var others = narrowed ? 0 : await help(mine, index, q);
      if (others < 0 || mine !== run) return;
      if (!others) say("没有找到" + words + "。");
      document.documentElement.classList.remove("searching");
      advise(found.alone, q, chosen, narrowed);
    }
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
      files.forget();
      return search(q, chosen, left.shown);
    }).catch(function () { fail(run)(); }).then(function () {
      if (left.top) scrollTo(0, left.top);
    });
  }
  window.addEventListener("pagehide", function () {
    if (list.children.length) listing.keep(list.children.length);
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
