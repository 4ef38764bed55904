// A page that was moved: on to the new address, with what stood behind the old one (?… and #…).
(function () {
  "use strict";
  var canonical = document.querySelector("link[rel=canonical]");
  location.replace(canonical.href + location.search + location.hash);
})();
