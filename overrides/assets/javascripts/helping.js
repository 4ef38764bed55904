// Help for a search that finds nothing: pinyin, a wrong character, a shortened name, a question, the longest pieces.
// search/page.js loads it when it is needed. It gives functions to try one after the other: {terms or hits, said: a sentence}.
window.helping = function (tools, q) {
  "use strict";
  var TRIED = 20, MOST = 24, ENOUGH = .45; // pages that are looked at, letters; of the best score
  var fold = window.asking.fold, termsOf = window.asking.termsOf;

  var ASKED = /请问一下|请问|麻烦|我想知道|我想|想问|你们|咱们|是不是|有没有|什么时候|什么时间|什么地方|为什么|是什么|什么是|什么叫|什么|怎么样|怎么办|怎么|怎样|如何|哪一天|哪天|哪里|哪儿|在哪|哪个部门|哪个单位|哪些|哪个|哪|多少|几个|谁负责|谁管|由谁|谁|负责|了没有|了吗|没有|吗|呢|吧|啊|一共|总共|需要|可以|能不能|的话/g;
  // The words of a question that say what it is about.
  function withoutQuestion(query) {
    return query.replace(ASKED, " ").split(/[\s，。？！、；：,.?!]+/).map(function (word) {
      return word.replace(/^[的了是为有到在]+|[的了是为到在]+$/g, "");
    }).filter(function (word) { return Array.from(word).length > 1; }).join(" ");
  }
  function distance(one, other) { // letters to change, add or leave out
    var row = Array.from({ length: other.length + 1 }, function (_, i) { return i; });
    Array.from(one).forEach(function (letter, i) {
      var last = row;
      row = [i + 1];
      for (var j = 0; j < other.length; j++) row.push(Math.min(last[j] + (letter === other.charAt(j) ? 0 : 1), last[j + 1] + 1, row[j] + 1));
    });
    return row[other.length];
  }
  // The piece of a name that differs from what was typed by one character; of three typed ones by a missing one.
  function nearest(name, typed) {
    var lengths = typed.length < 4 ? [typed.length + 1] : [typed.length, typed.length + 1, typed.length - 1];
    for (var l = 0; l < lengths.length; l++) {
      for (var at = 0; at + lengths[l] <= name.length; at++) {
        var piece = name.slice(at, at + lengths[l]);
        if (piece[0] === typed[0] && piece[lengths[l] - 1] === typed[typed.length - 1] && distance(typed, piece) === 1) return piece;
      }
    }
    if (typed.length > 3) for (at = 0; at + typed.length <= name.length; at++) {
      piece = name.slice(at, at + typed.length);
      if (distance(typed, piece) === 1) return piece;
    }
    return "";
  }
  // Whether a name is shortened so: its first letter, its last, and between them some of the others in order.
  function shortens(typed, name) {
    var at = -1;
    return typed.length > 1 && typed.length < name.length && typed[0] === name[0] && typed.slice(-1) === name.slice(-1) &&
      Array.from(typed).every(function (letter) { return (at = name.indexOf(letter, at + 1)) >= 0; });
  }

  // Terms from words that stand in the place of those typed, and a sentence that says so.
  function instead(words, said) { return { terms: termsOf(words), said: said || "下面是“" + words + "”的结果" }; }
  function sounding() { // typed in pinyin
    var letters = q.replace(/['’\s]/g, "").toUpperCase();
    if (!/^[A-Z]{2,60}$/.test(letters)) return null;
    return { terms: [Object.assign(tools.asTyped(letters), { sound: true })], said: "下面是名称读作“" + q.trim() + "”的" };
  }
  // The name of a department or a piece of a title, where one character of it was typed wrongly or some are left out.
  async function corrected(q) {
    var typed = fold(q).letters, letters = Array.from(typed);
    if (letters.length < 3 || letters.length > 16 || /^[\x00-\x7f]+$/.test(typed)) return null;
    var meant = tools.departments.find(function (name) { return shortens(typed, name); }) ||
      tools.departments.find(function (name) { return letters.length > 3 && nearest(name, typed); });
    if (meant) return instead(meant);
    var singles = await tools.allLevels(letters), counts = new Map();
    singles.forEach(function (levels) {
      levels.forEach(function (level, page) { if (level) counts.set(page, (counts.get(page) || 0) + 1); });
    });
    var least = letters.length - (letters.length > 3 ? 1 : 0);
    var likely = Array.from(counts.keys()).filter(function (page) { return counts.get(page) >= least; });
    likely.sort(function (a, b) { return counts.get(b) - counts.get(a) || b - a; });
    var pages = await Promise.all(likely.slice(0, TRIED).map(function (page) { return tools.recordOf(page); }));
    for (var i = 0; i < pages.length; i++) {
      var called = tools.namesOf(pages[i]).map(function (name) { return nearest(fold(name).letters, typed); }).filter(Boolean);
      if (called.length) return instead(called[0]);
    }
    return null;
  }
  // The longest pieces that some page has: of what most pages lack the most, above all in titles.
  async function pieces(q) {
    var words = termsOf(q).map(function (term) { return Array.from(term.letters).slice(0, MOST); }), count = tools.count;
    var scores = new Map(), parts = new Map();
    await Promise.all(words.map(async function (letters) {
      var lists = await tools.allLevels(tools.keysOf(letters.join(""), MOST));
      var rarity = lists.map(function (list) { return Math.log(1 + count / (list.size || 1)); }), pages = new Set();
      lists.forEach(function (list) { list.forEach(function (_, page) { pages.add(page); }); });
      pages.forEach(function (page) {
        for (var from = 0; from < lists.length; from++) {
          for (var to = from, titled = true, sum = 0; to < lists.length && lists[to].has(page); to++) {
            titled = titled && lists[to].get(page) > 0;
            sum += rarity[to];
          }
          if (to === from) continue;
          scores.set(page, (scores.get(page) || 0) + sum * Math.sqrt(to - from) * (titled ? 2 : 1));
          parts.set(page, (parts.get(page) || []).concat(letters.slice(from, to + 1).join("")));
          from = to;
        }
      });
    }));
    var hits = Array.from(scores.keys()).sort(function (a, b) { return scores.get(b) - scores.get(a) || b - a; });
    hits = hits.filter(function (page) { return scores.get(page) > scores.get(hits[0]) * ENOUGH; }).slice(0, TRIED);
    return hits.length ? { hits: hits.map(function (page) { return { page: page, rank: 0, parts: parts.get(page) }; }) } : null;
  }

  var plain = withoutQuestion(q), other = plain && plain !== q.trim();
  return [
    sounding,
    corrected.bind(null, q),
    function () { return other ? instead(plain) : null; },
    function () { return other ? corrected(plain) : null; },
    pieces.bind(null, plain || q),
  ];
};
