// An old copy of a page, opened later: say how old it is, and put the phases where the calendar has them now.
// Without this script the page stands as built and says 截至. All days are Beijing's.
(function () {
  "use strict";
  var stamp = document.querySelector("[data-as-of]");
  if (!stamp) return;
  var today = new Date(Date.now() + 8 * 3600e3).toISOString().slice(0, 10);
  var built = stamp.dataset.asOf;
  if (today <= built) return;

  var words = { upcoming: "未开始", current: "进行中", ended: "已结束", undated: "时间未定" };
  function stateOf(span) {
    var days = span.split("/");
    if (!days[0] && !days[1]) return "undated";
    if (days[0] && today < days[0]) return "upcoming";
    return days[1] && today > days[1] ? "ended" : "current";
  }

  document.querySelectorAll(".stage[data-span]").forEach(function (stage) {
    var state = stateOf(stage.dataset.span);
    stage.dataset.state = state;
    stage.querySelectorAll(".state").forEach(function (badge) {
      badge.dataset.state = state;
      badge.textContent = words[state];
    });
  });

  // The cards of what is running: those that are over go, those that have begun since come from the list.
  var now = document.querySelector(".standing .now");
  if (now) {
    var shown = new Set();
    now.querySelectorAll(".card").forEach(function (card) {
      card.hidden = stateOf(card.dataset.span) !== "current";
      shown.add(card.querySelector("a").href);
    });
    document.querySelectorAll(".stages > .stage[data-state=current]").forEach(function (stage) {
      var link = stage.querySelector("a");
      if (shown.has(link.href)) return;
      var card = document.createElement("article"), eyebrow = document.createElement("p");
      var title = document.createElement("h3"), days = document.createElement("p");
      card.className = "card";
      eyebrow.className = "eyebrow";
      eyebrow.textContent = "正在进行";
      title.append(link.cloneNode(true));
      days.textContent = stage.querySelector(".derived").textContent;
      card.append(eyebrow, title, days);
      now.append(card);
    });
    now.querySelectorAll(".between").forEach(function (note) {
      note.hidden = now.querySelector(".card:not([hidden])") !== null;
    });
  }
  // What was counted from the day of the copy is no longer true.
  document.querySelectorAll("[data-counted]").forEach(function (count) { count.setAttribute("hidden", ""); });

  var age = Math.round((Date.parse(today) - Date.parse(built)) / 864e5);
  document.querySelectorAll("[data-as-of]").forEach(function (line) {
    var note = document.createElement("span");
    note.className = "age";
    note.textContent = "这是 " + age + " 天前的网页，各阶段的状态已按今天的日期更正";
    line.append(" ", note);
  });
})();
