/* What was typed into a form with data-draft="<key>" is kept on the device until the form was sent: a phone closes pages.
   The key names the membership and the form. Never passwords, codes, tokens or files. Signing out forgets everything. */
(function () {
  "use strict";

  var PREFIX = "draft:";
  var KEPT_MILLISECONDS = 30 * 24 * 3600 * 1000;
  var UNKEPT = /^(hidden|password|file|checkbox|radio|submit|button|reset|image)$/;

  function fieldsOf(form) {
    return Array.prototype.filter.call(form.elements, function (field) {
      return field.name && "value" in field && field.type && !UNKEPT.test(field.type) && field.autocomplete !== "one-time-code";
    });
  }

  function keyOf(form) { return PREFIX + form.dataset.draft; }

  /* Storage may be full or forbidden: then there are no drafts. */
  function quietly(act) {
    try { return act(window.localStorage); } catch (problem) { return null; }
  }

  function save(form) {
    var typed = {};
    fieldsOf(form).forEach(function (field) { (typed[field.name] = typed[field.name] || []).push(field.value); });
    quietly(function (storage) { storage.setItem(keyOf(form), JSON.stringify({ at: Date.now(), typed: typed })); });
  }

  function forget(form) { quietly(function (storage) { storage.removeItem(keyOf(form)); }); }

  function restore(form) {
    var kept = quietly(function (storage) { return JSON.parse(storage.getItem(keyOf(form))); });
    if (!kept || !kept.typed) return;
    var next = {};
    fieldsOf(form).forEach(function (field) {
      var place = next[field.name] = (next[field.name] || 0) + 1;
      var value = (kept.typed[field.name] || [])[place - 1];
      if (!value || (field.value && field.value !== field.dataset.begun)) return;
      field.value = value;
      var folded = field.closest("details");
      if (folded) folded.open = true;
    });
  }

  function forgetAll(isOver) {
    quietly(function (storage) {
      Object.keys(storage).forEach(function (key) {
        if (key.indexOf(PREFIX) === 0 && isOver(storage.getItem(key))) storage.removeItem(key);
      });
    });
  }

  function restoreAll() { document.querySelectorAll("form[data-draft]").forEach(restore); }

  forgetAll(function (text) {
    try { return Date.now() - JSON.parse(text).at > KEPT_MILLISECONDS; } catch (problem) { return true; }
  });
  restoreAll();

  document.addEventListener("input", function (event) {
    var form = event.target.form;
    if (form && form.dataset.draft) save(form);
  });

  document.addEventListener("submit", function (event) {
    if (event.target.hasAttribute("data-signs-out")) forgetAll(function () { return true; });
    // Sent by the browser itself: the answer is a page, which shows again what could not be taken.
    else if (event.target.dataset.draft && !event.defaultPrevented && !window.htmx) forget(event.target);
  });

  /* Taken: the next form is an empty one. Refused: what was typed stays, here and in the form. */
  document.addEventListener("htmx:after:request", function (event) {
    var ctx = event.detail.ctx;
    var form = ctx.sourceElement && ctx.sourceElement.closest("form[data-draft]");
    var isSent = String(ctx.request.method).toUpperCase() === "POST" && ctx.response.status < 300;
    if (form && isSent) forget(form);
  });

  document.addEventListener("htmx:after:swap", restoreAll);
})();
