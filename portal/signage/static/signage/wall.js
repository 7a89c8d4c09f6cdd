// Renews the status wall every half minute, unless somebody is reading it with the keyboard or has
// switched it off. Without this file the page is as good; one loads it anew by hand.
(function () {
  "use strict";
  var EVERY_MS = 30000;
  var box = document.querySelector("[data-wall-refresh]");
  if (!box || !window.fetch || !window.DOMParser) return;
  var wanted = box.querySelector("input");
  box.hidden = false;

  function renew() {
    var wall = document.querySelector("[data-wall]");
    if (!wanted.checked || document.hidden || wall.contains(document.activeElement)) return;
    fetch(location.href, { credentials: "same-origin", cache: "no-store", redirect: "error" })
      .then(function (answer) { return answer.ok ? answer.text() : Promise.reject(answer.status); })
      .then(function (text) {
        var fresh = new DOMParser().parseFromString(text, "text/html").querySelector("[data-wall]");
        if (fresh && !wall.contains(document.activeElement)) wall.replaceWith(document.adoptNode(fresh));
      })
      .catch(function () { /* The time shown on the wall says how old it is. */ });
  }

  setInterval(renew, EVERY_MS);
})();
