// What hits can be narrowed by: a list for each filter, with how many hits each value has.
(window.searching = window.searching || {}).filters = function (form, filters, membersOf) {
  "use strict";
  // The hits that the chosen values leave.
  function show(index, hits, chosen) {
    var focused = document.activeElement && filters.contains(document.activeElement) ? document.activeElement.name : "";
    filters.textContent = "";
    filters.hidden = false;
    var left = index.facets.reduce(function (left, facet) {
      var others = index.facets.filter(function (other) { return other !== facet; });
      var open = hits.filter(function (hit) { return others.every(function (other) { return allows(other, chosen, hit); }); });
      var box = document.createElement("label"), select = document.createElement("select");
      select.name = facet.key;
      select.add(new Option("全部（" + open.length + "）", ""));
      facet.values.forEach(function (value) {
        var pages = membersOf(value), count = open.filter(function (hit) { return pages.has(hit.page); }).length;
        if (count || value[0] === chosen[facet.key]) select.add(new Option(value[0] + "（" + count + "）", value[0]));
      });
      select.value = chosen[facet.key] || "";
      if (select.selectedIndex < 0) select.add(new Option(chosen[facet.key] + "（0）", chosen[facet.key], true, true));
      box.append(facet.label, " ", select);
      if (select.options.length > 1) filters.append(box);
      return left.filter(function (hit) { return allows(facet, chosen, hit); });
    }, hits);
    if (focused && form.elements[focused]) form.elements[focused].focus();
    return left;
  }
  function allows(facet, chosen, hit) {
    if (!chosen[facet.key]) return true;
    var value = facet.values.find(function (one) { return one[0] === chosen[facet.key]; });
    return Boolean(value) && membersOf(value).has(hit.page);
  }

  return { show: show };
};
