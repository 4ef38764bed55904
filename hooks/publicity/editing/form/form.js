/* Opens the form; tells what a save found at the fields that are meant; the preview; the buttons. */
(() => {
  "use strict";
  const base = location.pathname;
  const said = document.getElementById("said");

  function say(told) {
    document.querySelectorAll(".publicity-wrong").forEach((old) => old.remove());
    const text = told.error || told.remark || told.said || "";
    const problems = told.problems || [];
    said.hidden = !text && !problems.length;
    said.className = told.error || told.done === false ? "" : "done";
    said.replaceChildren();
    const close = Object.assign(document.createElement("button"), { className: "close", textContent: "×", type: "button" });
    close.setAttribute("aria-label", "关闭");
    close.onclick = () => { said.hidden = true; };
    const words = Object.assign(document.createElement("pre"), { textContent: told.error && problems.length ? "没有保存，先改好这些：" : text });
    const list = document.createElement("ul");
    for (const one of problems) {
      const line = `${one.label ? `“${one.label}”` : one.place}：${one.message}${one.hint ? `　写法：${one.hint}` : ""}`;
      list.append(Object.assign(document.createElement("li"), { textContent: line }));
      at(one.field, line);
    }
    said.append(close, words, list);
    const first = document.querySelector(".publicity-wrong");
    if (first) first.scrollIntoView({ block: "center" });
  }
  window.publicitySay = say;

  function at(field, line) {
    const label = field && document.querySelector(`label[for^="${CSS.escape(field)}-field-"]`);
    if (!label) return;
    const place = label.parentElement.parentElement || label.parentElement;
    place.append(Object.assign(document.createElement("p"), { className: "publicity-wrong", textContent: line }));
  }

  const plainFetch = window.fetch;
  window.fetch = async (address, options) => {
    const answer = await plainFetch(address, options);
    if (options && typeof options.body === "string" && options.body.includes('"persistEntry"')) {
      answer.clone().json().then(say, () => say({ error: "没有保存：publicity edit 好像停了。" }));
    }
    return answer;
  };

  const ask = document.getElementById("ask");
  const ASKED = {
    approve: [["round", "哪一审（如 复审）"], ["by", "审的人的职务"]],
    seal: [],
    amend: [["path", "改哪一项（承诺如 deadline；方案如 phases.rectify.when）"], ["to", "改成什么；文件里已经改好的不填"], ["why", "为什么改，读者看得到"]],
  };
  const TITLES = { approve: "审签：登记打开的这一份稿件审过了", seal: "封存公众看到的", amend: "调整打开的承诺或方案" };
  document.getElementById("desk").addEventListener("click", (event) => {
    const what = event.target.dataset.what;
    if (!what) return;
    const form = ask.querySelector("form");
    form.replaceChildren(Object.assign(document.createElement("strong"), { textContent: TITLES[what] }));
    for (const [name, label] of ASKED[what]) {
      const line = Object.assign(document.createElement("label"), { textContent: label });
      line.append(Object.assign(document.createElement("input"), { name }));
      form.append(line);
    }
    for (const [value, label] of [["do", "办"], ["", "不办了"]]) form.append(Object.assign(document.createElement("button"), { value, textContent: label }));
    ask.onclose = async () => {
      if (ask.returnValue !== "do") return;
      const given = Object.fromEntries(new FormData(form));
      const answer = await plainFetch(`${base}do`, { method: "POST", body: JSON.stringify({ what, ...window.publicityPlace(), ...given }) });
      say(await answer.json());
    };
    ask.returnValue = "";
    ask.showModal();
  });

  const Preview = createClass({
    getInitialState() { return { html: "" }; },
    componentDidMount() { this.draw(); },
    componentDidUpdate(before) { if (before.entry !== this.props.entry) this.draw(); },
    draw() {
      clearTimeout(this.waiting);
      this.waiting = setTimeout(async () => {
        const data = this.props.entry.get("data").toJS();
        const picture = data.picture || {};
        const asked = { ...window.publicityPlace(), title: data.title || data.item, date: data.date, body: data.body, picture: picture.file, alt: picture.alt };
        const answer = await plainFetch(`${base}preview`, { method: "POST", body: JSON.stringify(asked) });
        if (answer.ok) this.setState(await answer.json());
      }, 300);
    },
    render() { return h("article", { lang: "zh-Hans", dangerouslySetInnerHTML: { __html: this.state.html } }); },
  });

  (async () => {
    const config = await (await plainFetch(`${base}config.json`)).json();
    for (const one of config.collections) if (one.folder) CMS.registerPreviewTemplate(one.name, Preview);
    CMS.registerPreviewStyle("article{max-width:40em;margin:1rem auto;padding:0 1rem;font:1.1rem/1.9 serif}img{max-width:100%}table{border-collapse:collapse}td,th{border:1px solid #999;padding:.3em .6em}", { raw: true });
    const words = CMS.getLocale("zh_Hans");
    const toolbar = { publish: "保存", publishing: "正在保存…", published: "已保存", publishNow: "保存",
      publishAndCreateNew: "保存并新建", publishAndDuplicate: "保存并复制" };
    Object.assign(words.editor.editorToolbar, toolbar);
    words.ui.toast = { ...words.ui.toast, onFailToPersist: "没有保存，原因在右下角", entrySaved: "保存好了", entryPublished: "保存好了" };
    CMS.registerLocale("zh_Hans", words);
    localStorage.setItem("decap-cms-user", JSON.stringify({ backendName: "proxy" }));
    CMS.init({ config });
  })();
})();
