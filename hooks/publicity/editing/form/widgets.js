/* The form's own fields: days, names to choose from, files and a text into which files are dropped. */
(() => {
  "use strict";
  const base = location.pathname;
  const plain = (value) => (value && value.toJS ? value.toJS() : value);
  window.publicityPlace = () => {
    const parts = location.hash.split("?")[0].split("/");
    return { collection: parts[2] || "", stem: parts[3] === "entries" ? decodeURIComponent(parts.slice(4).join("/")) : "" };
  };

  async function send(file, entry) {
    const at = window.publicityPlace();
    const date = (entry && entry.getIn(["data", "date"])) || "";
    const query = new URLSearchParams({ ...at, date, name: file.name || "picture.png" });
    const answer = await fetch(`${base}file?${query}`, { method: "POST", body: file });
    const told = await answer.json();
    if (!answer.ok) { window.publicitySay(told); throw new Error(told.error); }
    return told.file;
  }

  const simple = (draw) => createClass({
    render() { return draw(this.props, this); },
  });

  const box = (props, more) => ({
    id: props.forID, className: props.classNameWrapper, value: props.value || "",
    onFocus: props.setActiveStyle, onBlur: props.setInactiveStyle,
    onChange: (event) => props.onChange(event.target.value), ...more,
  });

  const dated = (type, pattern, shown, meant) => simple((props) => {
    const value = props.value || "";
    if (value && !pattern.test(value)) return h("input", box(props, { type: "text" }));
    return h("input", box(props, { type, value: shown(value), onChange: (e) => props.onChange(meant(e.target.value)) }));
  });
  CMS.registerWidget("day", dated("date", /^\d{4}-\d\d-\d\d$/, (v) => v, (v) => v));
  CMS.registerWidget("moment", dated("datetime-local", /^\d{4}-\d\d-\d\d \d\d:\d\d$/,
    (v) => v.replace(" ", "T"), (v) => v.replace("T", " ").slice(0, 16)));

  CMS.registerWidget("suggested", simple((props) => {
    const known = plain(props.field.get("suggestions")) || [];
    return h("div", {}, h("input", box(props, { type: "text", list: `${props.forID}-known` })),
      h("datalist", { id: `${props.forID}-known` }, known.map((one) => h("option", { key: one, value: one }))));
  }));

  CMS.registerWidget("names", createClass({
    getInitialState() { return { text: (plain(this.props.value) || []).join("\n") }; },
    put(text) {
      this.setState({ text });
      this.props.onChange(text.split("\n").map((one) => one.trim()).filter(Boolean));
    },
    toggle(one) {
      const names = this.state.text.split("\n").filter((line) => line.trim());
      this.put((names.includes(one) ? names.filter((name) => name !== one) : [...names, one]).join("\n"));
    },
    render() {
      const props = this.props;
      const known = plain(props.field.get("suggestions")) || [];
      const chosen = this.state.text.split("\n");
      return h("div", { className: `${props.classNameWrapper} publicity-names` },
        h("textarea", { id: props.forID, rows: Math.max(2, chosen.length), placeholder: "一行写一个", value: this.state.text,
          onChange: (e) => this.put(e.target.value), onFocus: props.setActiveStyle, onBlur: props.setInactiveStyle }),
        known.map((one) => h("button", { key: one, type: "button", className: "publicity-tool",
          "aria-pressed": chosen.includes(one), onClick: () => this.toggle(one) }, one)));
    },
  }));

  CMS.registerWidget("numbers", createClass({
    getInitialState() { return { text: (plain(this.props.value) || []).join("、") }; },
    put(text) {
      this.setState({ text });
      const found = text.split(/[、，, ]+/).filter(Boolean);
      this.props.onChange(found.map((one) => (/^\d+$/.test(one) ? Number(one) : one)));
    },
    render() {
      return h("input", box(this.props, { type: "text", value: this.state.text, placeholder: "12、30、3",
        onChange: (e) => this.put(e.target.value) }));
    },
  }));

  /* A place for files: whatever is dropped, pasted or chosen goes to `take`. */
  const takes = (take) => ({
    getInitialState() { return { over: false }; },
    async files(event, list) {
      if (!list || !list.length) return;
      event.preventDefault();
      event.stopPropagation();
      this.setState({ over: false });
      for (const file of [...list]) take.call(this, await send(file, this.props.entry), file);
    },
    zone(...inside) {
      return h("div", {
        className: `${this.props.classNameWrapper} publicity-drop${this.state.over ? " over" : ""}`,
        onDragOver: (e) => { e.preventDefault(); this.setState({ over: true }); },
        onDragLeave: () => this.setState({ over: false }),
        onDrop: (e) => this.files(e, e.dataTransfer.files),
        onPaste: (e) => this.files(e, e.clipboardData.files),
      }, ...inside, h("input", { type: "file", multiple: true, "aria-label": `${this.props.field.get("label")}：选文件`,
        onChange: (e) => this.files(e, e.target.files) }));
    },
  });

  CMS.registerWidget("column-file", createClass({
    ...takes(function (name) { this.props.onChange(name); }),
    render() {
      const { forID, value, onChange } = this.props;
      return this.zone(h("input", { id: forID, type: "text", value: value || "", placeholder: "把文件拖到这里",
        onChange: (e) => onChange(e.target.value) }));
    },
  }));

  CMS.registerWidget("column-text", createClass({
    ...takes(function (name, file) {
      const label = file.name.replace(/\.[^.]*$/, "");
      const words = name.startsWith("pictures/") ? `![${label}](${name})` : `[${label}](${name})`;
      const area = document.getElementById(this.props.forID);
      const text = area.value, at = area.selectionStart;
      const led = at && !text.slice(0, at).endsWith("\n\n") ? "\n\n" : "";
      this.props.onChange(`${text.slice(0, at)}${led}${words}\n\n${text.slice(at)}`.trimEnd());
    }),
    render() {
      const { forID, value, onChange, setActiveStyle, setInactiveStyle } = this.props;
      return this.zone(h("textarea", { id: forID, rows: 20, value: value || "", onFocus: setActiveStyle,
        onBlur: setInactiveStyle, onChange: (e) => onChange(e.target.value) }));
    },
  }));
})();
