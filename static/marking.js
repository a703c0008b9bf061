/* Directives are marked on the confirming screen, one by one, by heading or all; the bar is there once one is.
   What is marked stays so while cards are changed one by one, until the bar has done its work. */
(function () {
  "use strict";

  var marked = {};

  function boxes() { return Array.prototype.slice.call(document.querySelectorAll('input[name="directive"]')); }

  function put(box, checked, isMixed) {
    box.checked = checked;
    box.indeterminate = Boolean(isMixed);
  }

  /* The boxes of headings and of everything follow those of the cards. */
  function follow(box, own) {
    var ticked = own.filter(function (one) { return one.checked; }).length;
    put(box, own.length > 0 && ticked === own.length, ticked > 0 && ticked < own.length);
  }

  function show() {
    var bar = document.querySelector(".marking");
    if (!bar) return;
    var all = boxes();
    /* What is not there is open in its form: it stays marked. */
    all.forEach(function (box) {
      if (box.checked) marked[box.value] = true;
      else delete marked[box.value];
    });
    document.querySelectorAll("[data-marks]").forEach(function (box) {
      follow(box, all.filter(function (one) { return one.dataset.path === box.dataset.marks; }));
    });
    follow(bar.querySelector('[name="every"]'), all);
    bar.classList.toggle("is-marking", Object.keys(marked).length > 0);
    document.body.classList.toggle("is-marking", Object.keys(marked).length > 0);
    bar.querySelector("[data-marked]").textContent = Object.keys(marked).length;
  }

  document.addEventListener("change", function (event) {
    var box = event.target;
    if (!(box instanceof HTMLInputElement) || box.type !== "checkbox") return;
    if (box.name === "directive") show();
    if (box.name !== "every" && !box.dataset.marks) return;
    if (!box.form || !box.form.closest(".marking")) return;
    boxes().forEach(function (one) {
      if (box.name === "every" || one.dataset.path === box.dataset.marks) one.checked = box.checked;
    });
    show();
  });

  document.addEventListener("htmx:after:swap", function (event) {
    var ctx = event.detail.ctx;
    var source = ctx && ctx.sourceElement;
    var isDone = source instanceof Element && source.closest(".marking") && ctx.response && ctx.response.status === 200;
    if (isDone) marked = {};
    boxes().forEach(function (box) { box.checked = !isDone && (box.checked || Boolean(marked[box.value])); });
    show();
  });

  /* The server marked what came with a page that could not be taken. */
  show();
  window.addEventListener("pageshow", show);
})();
