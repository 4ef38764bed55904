// A notice before another site: where the link leads, and that the column does not answer for it.
// Government sites and those that mkdocs.yml trusts need none. Without this script such links are marked 站外 and lead straight on.
(function () {
  "use strict";
  if (!window.HTMLDialogElement) return;
  var dialog, trusted = (document.body.dataset.trusted || "").split(" ");

  function outside(link) {
    if (!/^https?:$/.test(link.protocol) || link.host === location.host) return false;
    return !/\.gov\.cn$/.test(link.hostname) && trusted.indexOf(link.hostname) < 0;
  }
  function element(name, text, className) {
    var made = document.createElement(name);
    made.textContent = text;
    if (className) made.className = className;
    return made;
  }
  function ask(link) {
    if (!dialog) {
      dialog = document.createElement("dialog");
      dialog.className = "leaving md-typeset";
      dialog.setAttribute("aria-labelledby", "leaving");
      document.body.append(dialog);
    }
    var title = element("h2", "您将离开本专栏"), answers = element("p", "", "answers");
    var on = element("a", "继续前往", "button main"), stay = element("button", "留在这里", "button");
    title.id = "leaving";
    on.href = link.href;
    on.rel = "noopener noreferrer";
    on.dataset.leave = "";
    stay.type = "button";
    stay.addEventListener("click", function () { dialog.close(); });
    answers.append(on, stay);
    dialog.textContent = "";
    dialog.append(title, element("p", "这个链接指向 " + link.host + "，那里的内容不由本专栏负责。"), answers);
    dialog.showModal();
    stay.focus();
  }
  document.addEventListener("click", function (event) {
    var link = event.target.closest ? event.target.closest("a[href]") : null;
    if (!link || "leave" in link.dataset || !outside(link)) return;
    event.preventDefault();
    ask(link);
  });
})();
