/* The confirming screen: one directive at a time is current, here and in the text; keys press the buttons that are
   there; a selected passage becomes a directive. Everything can be done without this file. */
(function () {
  "use strict";

  var STOPS = "。！？；，：!?;,:";
  var OPENING = "（(“‘《〔【[";
  var CLOSING = "）)”’》〕】]";

  function screen() { return document.querySelector(".confirm"); }

  function cards() {
    return Array.prototype.slice.call(document.querySelectorAll(".confirm article[data-directive]"));
  }

  function cardOf(id) { return id && document.querySelector('.confirm article[data-directive="' + id + '"]'); }

  /* ---- The current one, and its passage on the other side ---- */

  var currentId = null;
  var known = {};
  // Something is being added from the text: what is new in the list becomes the current one.
  var isAdding = false;
  // The last act was begun by a key: the cursor goes where its answer is.
  var isByKey = false;

  function current() { return cardOf(currentId); }

  function pairOf(id) { return document.querySelectorAll('.confirm [data-directive="' + id + '"]'); }

  function mark() {
    document.querySelectorAll(".confirm .is-current").forEach(function (other) {
      if (other.dataset.directive === currentId) return;
      other.classList.remove("is-current");
      other.removeAttribute("aria-current");
    });
    pairOf(currentId).forEach(function (element) { element.classList.add("is-current"); });
    if (current()) current().setAttribute("aria-current", "true");
  }

  /* The column scrolls by itself, the page stays; on a narrow screen there is no such column. */
  function scrollText() {
    var passage = document.getElementById("directive-" + currentId + "-passage");
    var column = passage && passage.closest(".confirm__notice");
    if (!column || column.scrollHeight <= column.clientHeight + 1) return;
    var offset = passage.getBoundingClientRect().top - column.getBoundingClientRect().top;
    if (offset < 80 || offset > column.clientHeight - 120) column.scrollTop += offset - column.clientHeight / 3;
  }

  function scrollCard() {
    if (current()) current().scrollIntoView({ block: "nearest" });
  }

  function choose(id, isByKey) {
    currentId = id;
    mark();
    scrollText();
    if (!isByKey || !current()) return;
    current().focus({ preventScroll: true });
    scrollCard();
  }

  function step(by, isWanted) {
    var list = cards();
    var at = list.indexOf(current());
    if (at < 0 && by < 0) return;
    for (var next = at + by; next >= 0 && next < list.length; next += by) {
      if (!isWanted || isWanted(list[next])) {
        choose(list[next].dataset.directive, true);
        return;
      }
    }
  }

  function isDoubtful(card) { return card.hasAttribute("data-doubt"); }

  function nextDoubtful() {
    var before = currentId;
    step(1, isDoubtful);
    if (currentId !== before) return;
    var first = cards().find(isDoubtful);
    if (first) choose(first.dataset.directive, true);
  }

  /* Digits name a directive by its number: 1 and 8 soon after each other are the eighteenth. */
  var DIGITS_MILLISECONDS = 1000;
  var digits = "";
  var lastDigit = 0;

  function jump(digit) {
    digits = Date.now() - lastDigit < DIGITS_MILLISECONDS ? digits + digit : digit;
    lastDigit = Date.now();
    var card = cards()[Number(digits) - 1];
    if (card) choose(card.dataset.directive, true);
  }

  /* ---- Keys ---- */

  /* htmx takes hold of the buttons a moment after they are there: what is pressed before waits for it. */
  var isReady = !window.htmx;
  var pending = [];

  function beReady() {
    isReady = true;
    pending.splice(0).forEach(function (act) { act(); });
  }

  document.addEventListener("htmx:after:init", function () { if (!isReady) window.setTimeout(beReady); });
  window.addEventListener("load", function () { window.setTimeout(beReady); });

  /* Why a key does nothing, in the live region; the sentences stand at the list of keys. */
  function say(why) {
    var list = document.querySelector(".keys");
    var area = document.getElementById("messages");
    if (!list || !area || !list.dataset[why]) return;
    var line = document.createElement("p");
    var words = document.createElement("span");
    line.className = "message message--info";
    words.className = "message__text";
    words.textContent = list.dataset[why];
    line.appendChild(words);
    area.classList.add("messages--live");
    area.textContent = "";
    area.appendChild(line);
  }

  function press(root, key, why) {
    if (!isReady) {
      pending.push(function () { press(root, key, why); });
      return;
    }
    var button = root && root.querySelector('[data-key~="' + key + '"]');
    if (!button && why && root) say(why);
    if (!button || button.disabled) return;
    isByKey = Boolean(root.closest && root.closest(".confirm"));
    button.click();
  }

  /* What was added on this screen, each with when the latest one before it was dropped; and when the added ones that
     were taken back were, so that they are not brought again. */
  var added = [];
  var takenBack = {};

  function droppedLast() {
    return cards().reduce(function (last, card) {
      var at = card.dataset.dropped;
      if (!at || takenBack[card.dataset.directive] === at) return last;
      return !last || Number(at) >= Number(last.dataset.dropped) ? card : last;
    }, null);
  }

  function undoLast() {
    var last = droppedLast();
    while (added.length && !(cardOf(added[added.length - 1].id) && !cardOf(added[added.length - 1].id).dataset.dropped)) added.pop();
    var own = added[added.length - 1];
    if (own && (!last || Number(last.dataset.dropped) <= own.after)) {
      last = cardOf(own.id);
      takenBack[own.id] = "";
      added.pop();
    }
    if (!last) {
      say("noUndo");
      return;
    }
    choose(last.dataset.directive, true);
    press(last, "x");
  }

  function toggleMark() {
    var box = current() && current().querySelector('input[name="directive"]');
    if (box) box.click();
  }

  /* Several are marked: their form, and the cursor in it. */
  function openBulk() {
    var fields = document.querySelector(".marking.is-marking .marking__fields");
    if (!fields) return false;
    fields.open = true;
    var first = fields.querySelector(".marking__form input");
    if (first) first.focus();
    return true;
  }

  function toggleKeys() {
    var button = document.querySelector("[data-keys-list]");
    var list = button && document.getElementById(button.dataset.keysList);
    if (!list) return;
    list.hidden = !list.hidden;
    button.setAttribute("aria-expanded", String(!list.hidden));
    if (list.hidden) (current() || button).focus({ preventScroll: true });
    else {
      list.focus({ preventScroll: true });
      list.scrollIntoView({ block: "nearest" });
    }
  }

  var KEYS = {
    j: function () { step(1); },
    k: function () { step(-1); },
    ArrowDown: function () { step(1); },
    ArrowUp: function () { step(-1); },
    n: nextDoubtful,
    e: function () { if (!openBulk()) press(current(), "e"); },
    Enter: function () { press(current(), "e"); },
    x: function () { press(current(), "x"); },
    m: function () { press(current(), "m", "noMerge"); },
    s: function () { press(current(), "s", "noSplit"); },
    b: toggleMark,
    u: undoLast,
    i: function () { press(document, "i"); },
    a: function () { addPicked(); },
    "?": toggleKeys
  };
  var REPEATED = ["j", "k", "ArrowDown", "ArrowUp"];

  function isTypedInto(element) {
    if (!(element instanceof Element)) return false;
    if (element.matches('input[type="checkbox"][name="directive"]')) return false;
    return Boolean(element.closest("input, textarea, select, [contenteditable]"));
  }

  /* What a control does with these keys by itself it goes on doing. */
  function isUsedBy(element, key) {
    return key === "Enter" && element instanceof Element && Boolean(element.closest("a, button, summary, label, input"));
  }

  function close(event) {
    var list = document.querySelector(".keys:not([hidden])");
    if (list) {
      toggleKeys();
      return;
    }
    var form = (event.target instanceof Element && event.target.closest(".directive--form")) || document.querySelector(".directive--form.is-current");
    if (form && !isChanged(form)) press(form, "Escape");
  }

  function onKey(event) {
    if (!screen() || event.defaultPrevented || event.isComposing || event.keyCode === 229) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      close(event);
      return;
    }
    if (isTypedInto(event.target)) return;
    var key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (/^[0-9]$/.test(key)) {
      event.preventDefault();
      jump(key);
      return;
    }
    lastDigit = 0;
    var act = Object.prototype.hasOwnProperty.call(KEYS, key) && KEYS[key];
    if (!act || isUsedBy(event.target, key) || (event.repeat && REPEATED.indexOf(key) < 0)) return;
    event.preventDefault();
    act();
  }

  /* ---- What comes back takes the place of what was there: the current one stays current, the cursor with it ---- */

  function isChanged(form) {
    return Array.prototype.some.call(form.querySelectorAll("input, textarea, select"), function (field) {
      if (field.type === "hidden" || field.type === "search") return false;
      if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
      return "defaultValue" in field && field.value !== field.defaultValue;
    });
  }

  function remember() {
    known = {};
    cards().forEach(function (card) { known[card.dataset.directive] = true; });
  }

  function settle() {
    if (!screen()) return;
    var list = cards();
    var before = currentId;
    var fresh = list.filter(function (card) { return !known[card.dataset.directive]; });
    var named = document.querySelector(".confirm [data-chosen]");
    if (fresh.length && (isAdding || !current())) currentId = fresh[0].dataset.directive;
    if (named) {
      currentId = named.dataset.chosen;
      named.removeAttribute("data-chosen");
      var last = droppedLast();
      fresh.forEach(function (card) {
        added.push({ id: card.dataset.directive, after: last ? Number(last.dataset.dropped) : 0 });
      });
    }
    list.forEach(function (card) {
      if (takenBack[card.dataset.directive] === "" && card.dataset.dropped) takenBack[card.dataset.directive] = card.dataset.dropped;
    });
    if (fresh.length || named) isAdding = false;
    remember();
    mark();
    var card = current();
    var isLost = !document.activeElement || document.activeElement === document.body || currentId !== before || isByKey;
    if (!card || !isLost) return;
    isByKey = false;
    var field = card.classList.contains("directive--form") && card.querySelector('input:not([type="hidden"]), textarea');
    (field || card).focus({ preventScroll: true });
    if (field && field.type === "text") field.select();
    scrollCard();
    scrollText();
  }

  /* The whole list comes anew after some acts: what is half written in another card must be saved before. */
  document.addEventListener("htmx:config:request", function (event) {
    var source = event.detail.ctx.sourceElement;
    if (!screen() || !(source instanceof Element) || !source.closest(".confirm")) return;
    var own = source.closest("article[data-directive]");
    if (own && !currentIs(own)) choose(own.dataset.directive, false);
    if (String(event.detail.ctx.request.method).toUpperCase() === "GET") return;
    isAdding = Boolean(source.closest(".confirm__notice"));
    var unsaved = Array.prototype.find.call(document.querySelectorAll(".directive--form"), function (form) {
      return form !== own && !source.closest(".setup, .marking") && isChanged(form);
    });
    if (!unsaved) return;
    event.preventDefault();
    choose(unsaved.dataset.directive, false);
    unsaved.querySelector("button[type=submit]").focus({ preventScroll: true });
    scrollCard();
  });

  function currentIs(card) { return card.dataset.directive === currentId; }

  document.addEventListener("htmx:after:swap", function () { settle(); });

  /* ---- A passage that was missed ---- */

  var picked = null;

  /* The characters of a paragraph as it is shown, each with its place in the text and in the page. */
  function charactersOf(paragraph) {
    var found = [];
    var at = Number(paragraph.dataset.start);
    var depth = 0;
    var walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (var node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.nodeType === Node.ELEMENT_NODE) {
        at += Number(node.dataset.hidden || 0);
        continue;
      }
      if (node.parentNode.closest(".notice-text__mark")) continue;
      for (var offset = 0; offset < node.length;) {
        var character = String.fromCodePoint(node.data.codePointAt(offset));
        if (OPENING.indexOf(character) >= 0) depth += 1;
        if (CLOSING.indexOf(character) >= 0) depth = Math.max(0, depth - 1);
        found.push({ character: character, at: at, node: node, offset: offset, isInside: depth > 0 });
        offset += character.length;
        at += 1;
      }
    }
    return found;
  }

  function isDigit(one) { return Boolean(one) && /[0-9０-９]/.test(one.character); }

  function isStop(list, place) {
    var one = list[place];
    if (one.isInside || STOPS.indexOf(one.character) < 0) return false;
    return !(",:".indexOf(one.character) >= 0 && isDigit(list[place - 1]) && isDigit(list[place + 1]));
  }

  /* How many of the characters stand before that place in the page. */
  function before(list, node, offset) {
    var range = document.createRange();
    var count = 0;
    range.setStart(node, offset);
    range.collapse(true);
    while (count < list.length && range.comparePoint(list[count].node, list[count].offset) < 0) count += 1;
    return count;
  }

  function clauseStart(list, place) {
    while (place > 0 && !isStop(list, place - 1)) place -= 1;
    while (place < list.length && (/\s/.test(list[place].character) || isStop(list, place))) place += 1;
    return place;
  }

  function clauseEnd(list, place) {
    while (place > 0 && (isStop(list, place - 1) || /\s/.test(list[place - 1].character))) place -= 1;
    while (place < list.length && !isStop(list, place)) place += 1;
    return place;
  }

  /* What is selected, widened to whole clauses: its characters in the text, and where they stand in the page. */
  function pick() {
    var selection = window.getSelection();
    var text = document.querySelector(".confirm .notice-text");
    if (!text || !selection.rangeCount || selection.isCollapsed) return null;
    var range = selection.getRangeAt(0);
    var inside = Array.prototype.filter.call(text.querySelectorAll("[data-start]"), function (paragraph) {
      return range.intersectsNode(paragraph) && paragraph.textContent.trim();
    });
    var first = null;
    var last = null;
    inside.forEach(function (paragraph) {
      var list = charactersOf(paragraph);
      var from = paragraph.contains(range.startContainer) ? before(list, range.startContainer, range.startOffset) : 0;
      var to = paragraph.contains(range.endContainer) ? before(list, range.endContainer, range.endOffset) : list.length;
      if (from >= to) return;
      if (!first) first = list[clauseStart(list, from)];
      var end = clauseEnd(list, to);
      if (end > 0) last = list[end - 1];
    });
    if (!first || !last || last.at < first.at) return null;
    return { start: first.at, end: last.at + 1, first: first, last: last };
  }

  function showPicked() {
    var place = document.querySelector("[data-selecting]");
    if (!place) return;
    picked = pick();
    place.hidden = !picked;
    if (!picked) return;
    var box = window.getSelection().getRangeAt(0).getBoundingClientRect();
    place.style.top = Math.max(8, Math.min(box.bottom + 8, window.innerHeight - 64)) + "px";
    place.style.left = Math.max(8, Math.min(box.left, window.innerWidth - 200)) + "px";
  }

  function fill() {
    var form = document.querySelector("[data-selecting] form");
    form.elements.start.value = picked.start;
    form.elements.end.value = picked.end;
  }

  function addPicked() {
    picked = pick() || picked;
    var place = document.querySelector("[data-selecting]");
    if (!picked && place) say("noSelection");
    if (!picked || !place) return;
    place.querySelector("button").click();
  }

  document.addEventListener("submit", function (event) {
    if (!event.target.closest("[data-selecting]")) return;
    if (picked) fill();
    document.querySelector("[data-selecting]").hidden = true;
  }, true);

  /* Pressing the button must not take away what is selected, which it is for. */
  var HELD_MILLISECONDS = 2000;
  var heldAt = 0;

  function hold(event) {
    if (!(event.target instanceof Element) || !event.target.closest("[data-selecting]")) return;
    heldAt = Date.now();
    if (event.type === "mousedown") event.preventDefault();
  }

  document.addEventListener("mousedown", hold);
  document.addEventListener("touchstart", hold, { passive: true });

  var waiting = null;
  document.addEventListener("selectionchange", function () {
    if (!screen()) return;
    window.clearTimeout(waiting);
    waiting = window.setTimeout(function () {
      if (window.getSelection().isCollapsed && Date.now() - heldAt < HELD_MILLISECONDS) return;
      showPicked();
    }, 200);
  });

  /* ---- Pointer and focus ---- */

  function idAt(target) {
    var element = target instanceof Element && target.closest(".confirm [data-directive]");
    return element ? element.dataset.directive : null;
  }

  function hover(event, isOver) {
    var id = idAt(event.target);
    if (id) pairOf(id).forEach(function (element) { element.classList.toggle("is-hovered", isOver); });
  }

  document.addEventListener("mouseover", function (event) { hover(event, true); });
  document.addEventListener("mouseout", function (event) { hover(event, false); });

  document.addEventListener("focusin", function (event) {
    var id = idAt(event.target);
    if (id && id !== currentId) choose(id, false);
  });

  document.addEventListener("click", function (event) {
    if (!(event.target instanceof Element) || !screen()) return;
    if (event.target.closest("[data-keys-list]")) {
      toggleKeys();
      return;
    }
    if (event.target.closest("[data-next-doubt]")) {
      event.preventDefault();
      nextDoubtful();
      return;
    }
    var id = idAt(event.target);
    if (id && id !== currentId) choose(id, false);
    if (id && event.target.closest("mark") && event.button === 0 && !event.ctrlKey && !event.metaKey && cardOf(id)) scrollCard();
  });

  document.addEventListener("keydown", onKey);

  if (screen()) {
    remember();
    var named = /^#directive-(\d+)(-passage)?$/.exec(window.location.hash);
    if (named && cardOf(named[1])) choose(named[1], !named[2]);
  }
})();
