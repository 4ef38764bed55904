// The table of commitments: choose by problem, state, department and tier, sort by deadline.
// Without this script the table is complete and in the plan's order.
(function () {
  "use strict";
  document.querySelectorAll("form.filters").forEach(function (form) {
    var body = form.nextElementSibling.tBodies[0], rows = Array.from(body.rows);
    var filters = Array.from(form.querySelectorAll("[data-filter]"));

    form.addEventListener("change", function () {
      var order = form.querySelector("[data-order]").value, shown = 0;
      rows.forEach(function (row) {
        row.hidden = !filters.every(function (it) { 
          var has = row.dataset[it.dataset.filter];
          return !it.value || has === it.value || it.dataset.filter === "problem" && has.split(" ").includes(it.value);
        });
        shown += row.hidden ? 0 : 1;
      });
      var sorted = !order ? rows : rows.slice().sort(function (a, b) {
        return a.dataset[order] < b.dataset[order] ? -1 : a.dataset[order] > b.dataset[order] ? 1 : 0;
      });
      body.append.apply(body, sorted);
      form.querySelector("output").textContent = "共 " + shown + " 项";
    });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.reset();
  });
})();
