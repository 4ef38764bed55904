// The table of commitments: choose by problem, state, department and tier, sort by deadline.
// Without this script the table is complete and in the plan's order.
(function () {
  "use strict";
  var table = document.querySelector("table[data-filter]");
  if (!table || table.tBodies[0].rows.length < 2) return;
  var rows = Array.prototype.slice.call(table.tBodies[0].rows);
  var kinds = { problem: "问题", state: "进展", lead: "部门", tier: "类别" };
  var bar = document.createElement("form"), count = document.createElement("output");
  bar.className = "filters";

  function choice(label, options) {
    var box = document.createElement("label"), select = document.createElement("select");
    options.forEach(function (text) { select.add(new Option(text, text)); });
    box.append(label + " ", select);
    bar.append(box);
    return select;
  }
  var selects = Object.keys(kinds).map(function (kind) {
    var found = new Set(rows.map(function (row) { return row.dataset[kind]; }));
    return { kind: kind, select: choice(kinds[kind], ["全部"].concat(Array.from(found))) };
  });
  var order = choice("排列", ["按问题", "按时限"]);
  bar.append(count);
  table.before(bar);

  function apply() {
    var shown = 0;
    rows.forEach(function (row) {
      row.hidden = !selects.every(function (it) {
        return it.select.value === "全部" || row.dataset[it.kind] === it.select.value;
      });
      shown += row.hidden ? 0 : 1;
    });
    var sorted = order.value === "按问题" ? rows : rows.slice().sort(function (a, b) {
      return a.dataset.due < b.dataset.due ? -1 : a.dataset.due > b.dataset.due ? 1 : 0;
    });
    table.tBodies[0].append.apply(table.tBodies[0], sorted);
    count.textContent = "共 " + shown + " 项";
  }
  bar.addEventListener("change", apply);
  bar.addEventListener("submit", function (event) { event.preventDefault(); });
  apply();
})();
