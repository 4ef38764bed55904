// How a reader wants pages to look: 字体 and 配色, remembered in this browser, and 打印.
// It runs before the page is drawn, so that nothing jumps. Without it the system's own settings decide.
(function () {
  "use strict";
  var root = document.documentElement;
  var sheets = Array.prototype.slice.call(document.querySelectorAll("link[data-palette]"));
  var asked = sheets.map(function (sheet) { return sheet.media; });
  var chosen = { size: read("size"), palette: read("palette") };
  var sizes = ["", "large", "larger"], next = { "": "大字版", large: "更大", larger: "标准字" };
  if (sizes.indexOf(chosen.size) < 0) chosen.size = "";
  root.classList.add("js");
  // A browser within WeChat has no paper, and some others have no print at all.
  if (window.print && !/MicroMessenger/i.test(navigator.userAgent)) root.classList.add("prints");

  function read(name) {
    try { return localStorage.getItem("column-" + name) || ""; } catch (error) { return ""; }
  }
  function keep(name, value) {
    try { localStorage.setItem("column-" + name, value); } catch (error) { /* private windows keep nothing */ }
  }
  function choose(name, value) {
    chosen[name] = value;
    keep(name, value);
    apply();
  }
  function apply() {
    if (chosen.size) root.dataset.size = chosen.size; else delete root.dataset.size;
    sheets.forEach(function (sheet, i) {
      if (!chosen.palette) sheet.media = asked[i];
      else sheet.media = sheet.dataset.palette === chosen.palette ? "screen" : "not all";
    });
    document.querySelectorAll("button[data-set]").forEach(function (button) {
      button.setAttribute("aria-pressed", String(chosen[button.dataset.set] === button.value));
    });
    document.querySelectorAll("button[data-larger]").forEach(function (button) {
      button.textContent = next[chosen.size];
    });
  }
  apply();
  document.addEventListener("DOMContentLoaded", apply);
  // What is folded is on paper too; engines before 2024 want it open for that.
  addEventListener("beforeprint", function () {
    document.querySelectorAll("details.fold").forEach(function (fold) { fold.open = true; });
  });
  document.addEventListener("click", function (event) {
    var button = event.target.closest ? event.target.closest("button") : null;
    if (!button) return;
    if (button.dataset.set) choose(button.dataset.set, button.value);
    else if (button.hasAttribute("data-larger")) choose("size", sizes[(sizes.indexOf(chosen.size) + 1) % sizes.length]);
    else if (button.hasAttribute("data-print")) print();
  });
})();
