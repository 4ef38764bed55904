// The list of hits, ten by ten. Pages that only may be hits are looked at, so many at a time: where hardly any of them is
// one, nobody loads them all unasked, and the page says how many were looked at.
(window.searching = window.searching || {}).listing = function (parts, result, isLast, fail) {
  "use strict";
  var PAGE = 10, FEW = 2, LOOKED = 16, status = parts.status, list = parts.list, more = parts.more;

  function say(words) { status.textContent = words; }
  // What a reader who comes back wants to see again: so many results, from that place on.
  function keep(shown) { history.replaceState({ shown: shown, top: scrollY }, ""); }

  // The hits on the page; `words` says of what, where it is not what was typed, and `none` is told when it turns out late
  // that there are none. Gives how many there are, or may be.
  async function listed(mine, index, terms, hits, words, none, known) {
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
      var batch = left, end = next + LOOKED;
      while (isLast(mine) && next < Math.min(end, hits.length) && batch.length < PAGE) {
        batch = batch.concat(await look(Math.min(PAGE - batch.length, end - next)));
      }
      // Where only a few would remain they are looked at too, so that their number is no guess.
      if (isLast(mine) && !sure && hits.length - next <= FEW) batch = batch.concat(await look(FEW));
      if (!isLast(mine)) return null;
      left = batch.slice(PAGE);
      batch = batch.slice(0, PAGE);
      batch.sort(function (a, b) { return b.rank - a.rank; });
      batch.forEach(function (one) { list.append(one.item); });
      shown += batch.length;
      more.hidden = next >= hits.length && !left.length;
      var rare = batch.length < PAGE && !more.hidden, total = hits.length - dropped;
      more.textContent = rare ? "接着找" : "再列出一些";
      if (rare) say("可能有的共 " + hits.length + " 篇，看了 " + next + " 篇，" + (shown ? "找到 " + shown + " 篇。" : "还没有找到。"));
      else if (total) say((words ? words(batch) : "") + "找到" + (sure || next >= hits.length ? " " : "约 ") + total + " 篇" + (shown < total ? "，列出 " + shown + " 篇。" : "。"));
      return batch.length ? batch[0].item.querySelector("a") : null;
    }
    more.onclick = function () {
      show().then(function (first) {
        if (first) first.focus();
        if (shown) keep(shown);
        else if (more.hidden && isLast(mine)) return none();
      }).catch(fail(mine));
    };
    await show();
    while (isLast(mine) && shown < known && !more.hidden) await show();
    return isLast(mine) ? hits.length - dropped : -1;
  }

  return { say: say, keep: keep, listed: listed };
};
