// The page works without this: it adds the keys j and k, the filter by severity, and lights the lines of the finding that has the focus.
(function () {
  "use strict";
  var findings = Array.prototype.slice.call(document.querySelectorAll(".finding"));
  var lit = [];

  function light(finding) {
    lit.forEach(function (line) { line.classList.remove("lit"); });
    lit = finding ? Array.prototype.slice.call(document.querySelectorAll('.l[data-of~="' + finding.id + '"]')) : [];
    lit.forEach(function (line) {
      for (var box = line.parentElement; box; box = box.parentElement) if (box.tagName === "DETAILS") box.open = true;
      line.classList.add("lit");
    });
  }

  function move(step) {
    var shown = findings.filter(function (f) { return f.offsetParent !== null; });
    if (!shown.length) return;
    var at = shown.indexOf(document.activeElement && document.activeElement.closest(".finding"));
    var next = shown[at < 0 ? (step > 0 ? 0 : shown.length - 1) : Math.min(shown.length - 1, Math.max(0, at + step))];
    next.focus();
    next.scrollIntoView({ block: "center" });
  }

  document.addEventListener("focusin", function (event) { light(event.target.closest(".finding")); });
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "j") move(1);
    else if (event.key === "k") move(-1);
  });
  document.querySelectorAll(".filter button").forEach(function (button) {
    button.addEventListener("click", function () {
      var hide = button.getAttribute("aria-pressed") === "true";
      button.setAttribute("aria-pressed", String(!hide));
      document.body.classList.toggle("hide-" + button.dataset.show, hide);
    });
  });
  document.querySelector(".filter").hidden = !findings.length;
  document.addEventListener("click", function (event) {
    var link = event.target.closest(".places a");
    var line = link && document.getElementById(link.getAttribute("href").slice(1));
    for (var box = line; box; box = box.parentElement) if (box.tagName === "DETAILS") box.open = true;
  });
})();
