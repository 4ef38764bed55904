// Which pages have what was typed, as far as the index can say: by keys of two letters, and by lines about pages.
(window.searching = window.searching || {}).matching = function (files) {
  "use strict";
  var KEYS = 8, fold = window.asking.fold, placeOf = window.asking.placeOf;

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
    (await files.numbersOf(index, key)).forEach(function (number) {
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
  // What is said about pages beside their texts: values of filters, and lines that many of them have.
  function allAbout(index) {
    return index.facets.reduce(function (all, facet) { return all.concat(facet.values); }, index.about);
  }
  function saidOf(index, page) {
    return allAbout(index).filter(function (value) { return files.membersOf(value).has(page); }).map(function (value) { return value[0]; });
  }
  // The pages that have a term in one of its ways, and their ranks; those of a department of that name at least 1, and
  // behind all others those about which alone it is said.
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
      if (fold(value[0]).letters.includes(term.letters)) files.membersOf(value).forEach(function (page) {
        if (pages.get(page) === 0) pages.set(page, 1);
      });
    });
    allAbout(index).forEach(function (value) {
      var letters = fold(value[0]).letters;
      if (term.ways.some(function (way) { return placeOf(letters, way, 0) >= 0; })) files.membersOf(value).forEach(function (page) {
        if (!pages.has(page)) pages.set(page, -1);
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

  return { keysOf: keysOf, allLevels: allLevels, saidOf: saidOf, departments: departments, lookUp: lookUp };
};
