// Pieces of a text that have what was typed, marked; no piece begins or ends within a number, a day or a word.
(window.searching = window.searching || {}).excerpts = (function () {
  "use strict";
  var BEFORE = 24, AROUND = 80, WINDOWS = 2, placeOf = window.asking.placeOf;

  function spansOf(folded, terms) { // where in a text the terms stand, joined where they meet
    var spans = [];
    terms.forEach(function (term) {
      term.ways.forEach(function (way) {
        for (var at = placeOf(folded.letters, way, 0); at >= 0; at = placeOf(folded.letters, way, at + way.letters.length)) {
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
  // Whether half a character, number, day or word would stand on each side, or a number without what it counts.
  function cut(text, at) {
    var before = text.slice(Math.max(0, at - 2), at), after = text.slice(at, at + 2);
    if (/\p{Nd}$/u.test(before) && /^\p{L}/u.test(after)) return true;
    return /[\ud800-\udbff]$|[\p{Nd}A-Za-z.%年月][.：:-]?$/u.test(before) && /^[\udc00-\udfff]|^[.：:-]?[\p{Nd}A-Za-z年月日%]/u.test(after);
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

  return { spansOf: spansOf, marked: marked, excerpt: excerpt };
})();
