// A page that may be a hit, as it stands in the list: its text is compared letter by letter before it is shown.
(window.searching = window.searching || {}).hits = function (files, matching, home) {
  "use strict";
  var fold = window.asking.fold, has = window.asking.has;
  var spansOf = window.searching.excerpts.spansOf, marked = window.searching.excerpts.marked, excerpt = window.searching.excerpts.excerpt;

  function lettersOf(text) { return fold(text).letters; }
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
    var page = await files.record(index, hit.page), title = fold(page.title), text = fold(page.text);
    var said = matching.saidOf(index, hit.page), names = namesOf(page).map(lettersOf), about = said.map(lettersOf);
    function stands(term) {
      if (term.sound) return sounds(page, term);
      var own = parseInt(page.day, 10);
      return written(term, own) || about.some(function (letters) { return has(letters, term, own); });
    }
    function written(term, own) {
      return has(text.letters, term, own) || names.some(function (letters) { return has(letters, term, own); });
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
    var only = terms.filter(function (term) { return !term.sound && !written(term, parseInt(page.day, 10)); });
    name(page.names || [], terms);
    name(said, only);
    function name(names, terms) { // by what other name it was found
      names.forEach(function (name) {
        var folded = fold(name);
        if (name !== page.kind && terms.some(function (term) { return has(folded.letters, term); })) facts.append("　", marked(name, spansOf(folded, terms), 0, name.length));
      });
    }
    words.className = "summary";
    words.append(excerpt(page.text, spansOf(text, terms)));
    item.append(link, " ", facts, words);
    var rank = terms.reduce(function (rank, term) { return rank + rankAmong(names, term); }, 0);
    return { item: item, rank: hit.parts ? together(terms) : rank || Math.min(hit.rank, 1), parts: terms.map(function (term) { return term.letters; }) };
  }

  return { result: result, namesOf: namesOf, asTyped: asTyped };
};
