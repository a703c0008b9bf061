/* Checklist: the little that a browser does itself. Everything works without this file. */
(function () {
  "use strict";

  var root = document.documentElement;
  root.classList.add("has-js");

  /* Messages: one live region, filled by the server out of band, emptied when the next act begins. */
  function messages() { return document.getElementById("messages"); }

  function say(text, kind) {
    var area = messages();
    if (!area || !text) return;
    var line = document.createElement("p");
    var words = document.createElement("span");
    line.className = "message message--" + (kind || "info");
    words.className = "message__text";
    words.textContent = text;
    line.appendChild(words);
    area.textContent = "";
    area.appendChild(line);
  }

  function isPolling(element) {
    return Boolean(element) && /(^|[\s,])every\s/.test(element.getAttribute("hx-trigger") || "");
  }

  document.addEventListener("htmx:config:request", function (event) {
    var request = event.detail.ctx.request;
    var source = event.detail.ctx.sourceElement;
    if (document.hidden && isPolling(source)) {
      event.preventDefault();
      return;
    }
    if (String(request.method).toUpperCase() !== "GET") {
      var token = document.querySelector('meta[name="csrf-token"]');
      if (token) request.headers["X-CSRFToken"] = token.content;
    }
  });

  document.addEventListener("htmx:before:request", function (event) {
    var method = String(event.detail.ctx.request.method).toUpperCase();
    var source = event.detail.ctx.sourceElement;
    var goesOn = source instanceof Element && source.closest("[data-queue]");
    if ((method !== "GET" || goesOn) && messages()) messages().textContent = "";
    if (messages()) messages().classList.add("messages--live");
  });

  /* No answer at all, or a server error whose answer brought no message of its own. */
  document.addEventListener("htmx:error", function (event) {
    if (event.detail.ctx && !isPolling(event.detail.ctx.sourceElement) && messages()) {
      say(messages().dataset.offline, "problem");
    }
  });

  /* A form's token had run out: the answer brought a fresh one, so that pressing again is enough. */
  function renewToken() {
    var fresh = document.querySelector("#messages [data-fresh-token]");
    if (!fresh) return;
    document.querySelector('meta[name="csrf-token"]').content = fresh.dataset.freshToken;
    document.querySelectorAll('input[name="csrf_token"]').forEach(function (input) {
      input.value = fresh.dataset.freshToken;
    });
    fresh.removeAttribute("data-fresh-token");
  }

  document.addEventListener("htmx:finally:request", function (event) {
    renewToken();
    var ctx = event.detail.ctx;
    var area = messages();
    if (!area || !ctx.response || isPolling(ctx.sourceElement)) return;
    if (ctx.response.status >= 400 && ctx.swap === "none" && !area.textContent.trim()) {
      say(area.dataset.failed, "problem");
    }
  });

  /* A link inside [data-panel="#id"] opens in that panel when the panel is on screen; links in table heads lead away.
     The same element carries hx-sync:inherited="#id:replace", so that a second click overtakes a slow first. */
  var shown = null;

  function markShown() {
    if (!shown) return;
    document.querySelectorAll('[data-panel] a[aria-current="true"]').forEach(function (other) {
      if (other.getAttribute("href") !== shown) other.removeAttribute("aria-current");
    });
    document.querySelectorAll('[data-panel] a[href="' + shown + '"]').forEach(function (link) {
      link.setAttribute("aria-current", "true");
    });
  }

  function openInPanel(event) {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    var link = event.target.closest("a[href]");
    var holder = link && !link.closest("th") && link.closest("[data-panel]");
    var panel = holder && document.querySelector(holder.dataset.panel);
    if (!panel || !window.htmx) return;
    /* Beside the table only once something is opened in it; on a narrow screen not even then. */
    var board = panel.closest("[data-board]");
    if (board) board.classList.add("board--open");
    if (!panel.getClientRects().length) {
      if (board) board.classList.remove("board--open");
      return;
    }
    event.preventDefault();
    if (board && board.contains(link)) link.scrollIntoView({ block: "nearest", inline: "nearest" });
    shown = link.getAttribute("href");
    markShown();
    panel.setAttribute("aria-busy", "true");
    window.htmx.ajax("GET", link.href, { source: link, target: panel, swap: "innerHTML" }).then(function () {
      if (link.getAttribute("href") !== shown) return;
      panel.removeAttribute("aria-busy");
      panel.scrollTop = 0;
      if (event.detail === 0) panel.focus();
    });
  }

  /* What is polled does not know which link is open in the panel: after every swap its mark is set again. */
  document.addEventListener("htmx:after:swap", function () { markShown(); });

  /* A long list of boxes is narrowed by typing; what is ticked stays ticked. */
  document.addEventListener("input", function (event) {
    var list = event.target.dataset && event.target.dataset.filter && document.querySelector(event.target.dataset.filter);
    if (!list) return;
    var words = event.target.value.trim().toLowerCase();
    list.querySelectorAll("[data-words]").forEach(function (choice) {
      choice.hidden = choice.dataset.words.toLowerCase().indexOf(words) < 0;
    });
  });

  /* [data-copy="#id"] copies the text of that field. Old browsers and plain http know only the selection. */
  function copy(button) {
    var field = document.querySelector(button.dataset.copy);
    field.focus();
    field.select();
    field.setSelectionRange(0, field.value.length);
    var isCopied = false;
    try { isCopied = document.execCommand("copy"); } catch (problem) { /* it stays selected, to be copied by hand */ }
    if (isCopied) say(button.dataset.copied, "success");
  }

  /* The review queue [data-queue]: data-keys names the keys that press a button or a link, or put the cursor into a
     field; data-sends names what Ctrl+Enter presses from a field. Never while something is typed or with modifiers. */
  var queueShown = document.querySelector("[data-queue]");
  var SETTLE_MILLISECONDS = 500;
  if (queueShown) queueShown.dataset.settled = "yes";

  function isTypedInto(element) {
    return element instanceof Element && Boolean(element.closest("input, textarea, select, [contenteditable]"));
  }

  function pressKey(event) {
    var queue = document.querySelector("[data-queue]");
    if (!queue || event.isComposing || event.defaultPrevented || event.repeat) return;
    if (isTypedInto(event.target)) {
      var sends = event.target.dataset.sends;
      if (sends && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        document.querySelector(sends).click();
      }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (!/^[a-z]$|^Arrow(Left|Right)$/i.test(event.key)) return;
    var key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    var meant = queue.querySelector('[data-keys~="' + key + '"]');
    if (!meant) return;
    event.preventDefault();
    if (isTypedInto(meant)) {
      meant.focus();
    } else if (!meant.hasAttribute("data-decides") || queue.dataset.settled) {
      /* A key pressed twice must not decide on the next one, which nobody has read. */
      meant.click();
    }
  }

  /* The next one took the place of the one before: the cursor goes to its head, or to what was wrong. */
  function settleQueue() {
    var queue = document.querySelector("[data-queue]");
    if (!queue || queue === queueShown) return;
    var isAnother = !queueShown || queueShown.dataset.task !== queue.dataset.task;
    queueShown = queue;
    window.setTimeout(function () { queue.dataset.settled = "yes"; }, isAnother ? SETTLE_MILLISECONDS : 0);
    var head = queue.querySelector('[aria-invalid="true"]') || document.getElementById("queue-title");
    if (!head) return;
    head.focus({ preventScroll: true });
    if (isAnother && queue.getBoundingClientRect().top < 0) queue.scrollIntoView();
  }

  /* Going on would take away what is half written beside: the first press says so, the second goes on. */
  document.addEventListener("htmx:config:request", function (event) {
    var source = event.detail.ctx.sourceElement;
    var queue = source instanceof Element && source.closest("[data-queue]");
    if (!queue || source.closest(".comments")) return;
    var form = source.closest("form");
    var unsent = Array.prototype.find.call(queue.querySelectorAll("textarea"), function (area) {
      return area.value.trim() && area.value !== area.defaultValue && area.dataset.warned !== area.value && !(form && form.contains(area));
    });
    if (!unsent) return;
    event.preventDefault();
    unsent.dataset.warned = unsent.value;
    var hidden = unsent.closest("details");
    if (hidden) hidden.open = true;
    unsent.focus();
    say(queue.dataset.unsent, "info");
  });

  document.addEventListener("keydown", pressKey);
  /* A form in a <details> was sent and closed: the cursor goes to its summary, not to the top of the page. */
  function settleDetails(event) {
    var ctx = event.detail.ctx;
    if (document.activeElement !== document.body || !ctx || !(ctx.target instanceof Element)) return;
    var details = ctx.target.id && document.getElementById(ctx.target.id);
    if (details && details.tagName === "DETAILS") details.querySelector("summary").focus();
  }

  /* A form came back with what is wrong in it: the cursor goes to the first such field, and its sentence is in sight. */
  function settleInvalid(event) {
    var ctx = event.detail.ctx;
    if (!ctx || !ctx.response || ctx.response.status !== 422 || !(ctx.target instanceof Element)) return;
    var place = (ctx.target.id && document.getElementById(ctx.target.id)) || document.getElementById("main");
    var wrong = place.querySelector('[aria-invalid="true"], .field--problem, .field__errors, .problems');
    if (!wrong) return;
    for (var folded = wrong.closest("details"); folded; folded = folded.parentElement.closest("details")) {
      folded.open = true;
    }
    var field = wrong.closest(".field") || wrong;
    var controls = "input:not([type=hidden]), select, textarea";
    var control = field.matches(controls) ? field : field.querySelector('[aria-invalid="true"]') || field.querySelector(controls);
    if (!control) {
      control = wrong;
      control.tabIndex = -1;
    }
    control.focus({ preventScroll: true });
    field.scrollIntoView({ block: field.offsetHeight < window.innerHeight / 2 ? "center" : "start" });
  }

  document.addEventListener("htmx:after:swap", function (event) {
    settleQueue();
    settleDetails(event);
    showAsked();
    settleInvalid(event);
  });

  /* A list of boxes: how many are ticked, and all of them at once. */
  function countTicked() {
    document.querySelectorAll("[data-ticked]").forEach(function (place) {
      var form = document.querySelector(place.dataset.ticked);
      if (form) place.textContent = form.querySelectorAll('input[type="checkbox"]:checked').length;
    });
  }

  /* [data-shown-with="#id"] is asked for only where that choice is made. */
  function showAsked() {
    document.querySelectorAll("[data-shown-with]").forEach(function (part) {
      var choice = document.querySelector(part.dataset.shownWith);
      part.hidden = Boolean(choice) && !choice.checked;
    });
  }

  function settleTicks() {
    countTicked();
    showAsked();
  }

  settleTicks();
  window.addEventListener("pageshow", settleTicks);
  document.addEventListener("change", settleTicks);

  /* Menus are <details data-menu>: Escape and a click elsewhere close them. */
  function closeMenus(except) {
    document.querySelectorAll("details[data-menu][open]").forEach(function (menu) {
      if (menu !== except) menu.open = false;
    });
  }

  document.addEventListener("click", function (event) {
    if (!(event.target instanceof Element)) return;
    closeMenus(event.target.closest("details[data-menu]"));
    if (event.target.closest("[data-dismiss]")) {
      event.target.closest(".message").remove();
      return;
    }
    var tickAll = event.target.closest("[data-tick-all]");
    if (tickAll) {
      document.querySelectorAll(tickAll.dataset.tickAll + ' input[type="checkbox"]').forEach(function (box) {
        box.checked = true;
      });
      countTicked();
      return;
    }
    if (event.target.closest("[data-print]")) {
      window.print();
      return;
    }
    if (event.target.closest("[data-copy]")) {
      copy(event.target.closest("[data-copy]"));
      return;
    }
    openInPanel(event);
  });

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    var menu = event.target instanceof Element && event.target.closest("details[data-menu][open]");
    closeMenus(null);
    if (menu) menu.querySelector("summary").focus();
  });
})();
