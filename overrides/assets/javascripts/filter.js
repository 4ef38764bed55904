// The table of commitments: choose by problem, state, department and tier, sort by deadline. What is chosen stands in
// the address, so that it can be sent, and comes back with the page whatever the browser has kept of the form.
// Without this script the table is complete and in the plan's order.
(function () {
  "use strict";
  document.querySelectorAll("form.filters").forEach(function (form) {
    var table = form.nextElementSibling, body = table.tBodies[0], rows = Array.from(body.rows);
    var filters = Array.from(form.querySelectorAll("[data-filter]")), order = form.querySelector("[data-order]");
    var controls = filters.concat(order);

    function key(control) { return control.dataset.filter || "order"; }
    function fits(row, filter) {
      var has = row.dataset[filter.dataset.filter];
      return !filter.value || has === filter.value || (key(filter) === "problem" && has.split(" ").includes(filter.value));
    }
    function show() {
      var shown = 0;
      rows.forEach(function (row) {
        row.hidden = !filters.every(function (filter) { return fits(row, filter); });
        shown += row.hidden ? 0 : 1;
      });
      var by = order.value, sorted = !by ? rows : rows.slice().sort(function (a, b) {
        return a.dataset[by] < b.dataset[by] ? -1 : a.dataset[by] > b.dataset[by] ? 1 : 0;
      });
      body.append.apply(body, sorted);
      table.caption.textContent = by ? "按时限排列，先到期的在前" : "按要解决的问题排列";
      form.querySelector("output").textContent = "共 " + shown + " 项";
    }
    function take() { // from the address; a value that no choice has is none
      var asked = new URLSearchParams(location.search);
      controls.forEach(function (control) {
        control.value = asked.get(key(control)) || "";
        if (control.selectedIndex < 0) control.value = "";
      });
      show();
    }
    form.addEventListener("change", function () {
      var chosen = new URLSearchParams();
      controls.forEach(function (control) { if (control.value) chosen.set(key(control), control.value); });
      var query = chosen.toString();
      history.replaceState(null, "", location.pathname + (query ? "?" + query : "") + location.hash);
      show();
    });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    take();
    addEventListener("pageshow", take); // browsers fill forms in after the scripts have run
  });
})();
