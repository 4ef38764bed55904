// An old copy of a page, opened later: say how old it is, put the phases and public notices where the calendar has them
// now, and say of what was due meanwhile that this page knows no more of it.
// Without this script the page stands as built and says 截至. All days are Beijing's.
(function () {
  "use strict";
  var stamp = document.querySelector("[data-as-of]");
  if (!stamp) return;
  var today = new Date(Date.now() + 8 * 3600e3).toISOString().slice(0, 10);
  var built = stamp.dataset.asOf;
  if (today <= built) return;

  var parts = built.split("-").map(Number), shown = parts[0] + "年" + parts[1] + "月" + parts[2] + "日";
  function unknown(which) {
    var note = document.createElement("span");
    note.className = "age";
    note.textContent = which + "时限已过，这份网页没有记录结果";
    return note;
  }

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

  // The home page has every phase in a list of what is running, those that are not hidden; it takes the place of a
  // sentence that counts from the day of the copy.
  document.querySelectorAll(".now").forEach(function (now) {
    now.hidden = false;
    var running = 0;
    now.querySelectorAll(".stage").forEach(function (stage) {
      stage.hidden = stage.dataset.state !== "current";
      running += stage.hidden ? 0 : 1;
    });
    var over = Array.from(now.querySelectorAll(".stage")).every(function (stage) { return stage.dataset.state === "ended"; });
    now.querySelectorAll(".between").forEach(function (note) {
      note.hidden = running > 0;
      if (over && now.querySelector(".stage")) note.textContent = "各阶段都已经结束。";
    });
  });
  // What was counted from the day of the copy is no longer true.
  document.querySelectorAll("[data-counted]").forEach(function (count) { count.setAttribute("hidden", ""); });

  document.querySelectorAll("[data-notice]").forEach(function (notice) {
    var days = notice.dataset.notice.split("/");
    notice.textContent = today < days[0] ? "还没有开始" : today > days[1] ? "已经结束" : "正在公示";
  });
  // A sentence that tells how things stood tells on which day.
  document.querySelectorAll("[data-told]").forEach(function (told) { told.prepend("截至" + shown + "："); });
  // Of marks without names: how many of a group have passed their day meanwhile.
  document.querySelectorAll("[data-ahead]").forEach(function (group) {
    var over = 0;
    group.dataset.ahead.split(" ").forEach(function (pair) {
      var due = pair.split(":");
      if (due[0] < today) over += Number(due[1]);
    });
    if (over) (group.querySelector("h2") || group).append(" ", unknown("其中 " + over + " 项"));
  });
  // Whether it was done in time is not on this page: neither kept nor overdue may be said.
  document.querySelectorAll("[data-until]").forEach(function (due) {
    if (due.dataset.until < built || due.dataset.until >= today) return;
    var note = unknown("");
    var badge = due.querySelector(".progress, .duty-state");
    if (badge) badge.after(" ", note);
    else due.append(" ", note);
  });

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
    note.textContent = "这是 " + age + " 天前的网页：各阶段和公示期已按今天的日期更正，其他都停在 " + shown;
    line.append(" ", note);
  });
})();
