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

  // The home page has every phase in its list of what is running, those that are not hidden.
  document.querySelectorAll(".now").forEach(function (now) {
    var running = 0;
    now.querySelectorAll(".stage").forEach(function (stage) {
      stage.hidden = stage.dataset.state !== "current";
      running += stage.hidden ? 0 : 1;
    });
    now.querySelectorAll(".between").forEach(function (note) { note.hidden = running > 0; });
  });
  // What was counted from the day of the copy is no longer true.
  document.querySelectorAll("[data-counted]").forEach(function (count) { count.setAttribute("hidden", ""); });

  // How old it is stands beside 截至, or on top of a page that has no such line.
  var main = document.querySelector("main"), lines = Array.from(main.querySelectorAll(".as-of"));
  if (!lines.length) {
    var line = document.createElement("p");
    line.className = "as-of";
    main.prepend(line);
    lines.push(line);
  }
  var age = Math.round((Date.parse(today) - Date.parse(built)) / 864e5);
  lines.forEach(function (line) {
    var note = document.createElement("span");
    note.className = "age";
    note.textContent = "这是 " + age + " 天前的网页，各阶段的状态已按今天的日期更正";
    line.append(" ", note);
  });
})();
