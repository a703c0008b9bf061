/* Files picked for a form are sent at once, each by itself, so that a slow line or one bad file loses nothing.
   Without this file they are sent with the form. The words stand in templates/files/_uploads.html. */
(function () {
  "use strict";

  var AT_ONCE = 2;
  var STALLED_AFTER = 90000;
  // Every file that is not on the server yet, in the order in which they were picked.
  var items = [];
  var pressed = null;

  function pickerOf(form) { return document.querySelector('[data-uploads="' + form + '"]'); }

  function token() {
    var meta = document.querySelector('meta[name="csrf-token"]');
    return meta ? meta.content : "";
  }

  function sizeWords(bytes) {
    if (bytes < 1048576) return Math.max(Math.round(bytes / 1024), 1) + " KB";
    return (bytes / 1048576).toFixed(1).replace(/\.0$/, "") + " MB";
  }

  function part(item, name) { return item.element.querySelector(".upload__" + name); }

  /* state: queued, sending, failed (can be sent again), refused (cannot) */
  function show(item, state, words) {
    item.state = state;
    var isOver = state === "failed" || state === "refused";
    item.element.className = "upload upload--" + state;
    part(item, "facts").textContent = words || "";
    part(item, "bar").hidden = isOver;
    item.element.querySelector("[data-retry]").hidden = state !== "failed";
    item.element.querySelectorAll("[data-cancel]").forEach(function (button, place) {
      button.hidden = (place === 1) !== isOver;
    });
    if (isOver) part(item, "facts").setAttribute("role", "alert");
    else part(item, "facts").removeAttribute("role");
  }

  function add(picker, file) {
    var item = { file: file, form: picker.dataset.uploads, words: picker.dataset, renewed: false };
    item.element = document.importNode(picker.querySelector("template").content, true).firstElementChild;
    part(item, "name").textContent = file.name;
    var ending = /\.([A-Za-z0-9]{1,4})$/.exec(file.name);
    part(item, "type").textContent = ending ? ending[1].toUpperCase() : "…";
    items.push(item);
    place(item);
    if (file.size > Number(picker.dataset.mostBytes)) show(item, "refused", picker.dataset.tooLarge);
    else if (file.size === 0) show(item, "refused", picker.dataset.empty);
    else show(item, "queued", picker.dataset.queued + " · " + sizeWords(file.size));
  }

  /* The form may have been shown anew meanwhile: what is on its way moves into the new one. */
  function place(item) {
    var picker = pickerOf(item.form);
    if (picker && !picker.contains(item.element)) picker.querySelector(".uploads__list").appendChild(item.element);
  }

  function drop(item) {
    items.splice(items.indexOf(item), 1);
    if (item.xhr) item.xhr.abort();
    item.element.remove();
  }

  function progress() {
    var sending = items.filter(function (item) { return item.state === "sending"; }).length;
    items.forEach(function (item) {
      if (item.state === "queued" && sending < AT_ONCE) {
        sending += 1;
        send(item);
      }
    });
    document.querySelectorAll("[data-uploads]").forEach(tell);
  }

  function send(item) {
    var xhr = new XMLHttpRequest();
    var body = new FormData();
    var watch = null;
    function alive() {
      clearTimeout(watch);
      watch = setTimeout(function () { xhr.abort(); fail(item.words.offline); }, STALLED_AFTER);
    }
    function fail(words) {
      if (item.xhr !== xhr) return;
      item.xhr = null;
      show(item, "failed", words);
      progress();
    }
    item.xhr = xhr;
    show(item, "sending", sizeWords(item.file.size));
    body.append("form", item.form);
    body.append("files", item.file, item.file.name);
    xhr.open("POST", item.words.address);
    xhr.setRequestHeader("X-CSRFToken", token());
    xhr.setRequestHeader("HX-Request", "true");
    xhr.upload.onprogress = function (event) {
      alive();
      if (!event.lengthComputable) return;
      var share = Math.floor((event.loaded / event.total) * 100);
      part(item, "bar").value = share;
      part(item, "facts").textContent = share < 100 ? share + "% · " + sizeWords(item.file.size) : item.words.checking;
    };
    xhr.onload = function () {
      clearTimeout(watch);
      if (item.xhr !== xhr) return;
      item.xhr = null;
      settle(item, xhr.status, new DOMParser().parseFromString(xhr.responseText, "text/html"));
      progress();
    };
    xhr.onerror = function () { clearTimeout(watch); fail(item.words.offline); };
    alive();
    xhr.send(body);
  }

  function settle(item, status, answer) {
    var kept = answer.querySelector(".upload[id]");
    var problem = answer.querySelector(".upload__problem") || answer.querySelector(".message__text");
    var fresh = answer.querySelector("[data-fresh-token]");
    if (status === 200 && kept) {
      var same = document.getElementById(kept.id);
      if (same) item.element.remove();
      else item.element.replaceWith(document.importNode(kept, true));
      items.splice(items.indexOf(item), 1);
    } else if (fresh && !item.renewed) {
      item.renewed = true;
      document.querySelectorAll('input[name="csrf_token"]').forEach(function (input) { input.value = fresh.dataset.freshToken; });
      document.querySelector('meta[name="csrf-token"]').content = fresh.dataset.freshToken;
      show(item, "queued", item.words.queued);
    } else {
      show(item, status === 422 || status === 413 ? "refused" : "failed", problem ? problem.textContent.trim() : item.words.failed);
    }
  }

  function counted(form) {
    var of = items.filter(function (item) { return item.form === form; });
    return {
      busy: of.filter(function (item) { return item.state === "queued" || item.state === "sending"; }).length,
      failed: of.filter(function (item) { return item.state === "failed"; }).length
    };
  }

  /* What the form says of its files; what was pressed while they were on their way is done as soon as all are there. */
  function tell(picker) {
    var count = counted(picker.dataset.uploads);
    var form = picker.closest("form");
    var state = picker.querySelector(".uploads__state");
    var button = form && form.querySelector(".submit-bar button[type=submit]");
    var isHeld = pressed && pressed.form === form;
    var words = picker.dataset[count.busy ? (isHeld ? "held" : "busy") : "unsent"];
    state.textContent = count.busy || (count.failed && isHeld) ? words.replace("{count}", count.busy || count.failed) : "";
    if (count.failed && isHeld && !count.busy) {
      pressed = null;
      showFailed(picker.dataset.uploads);
    }
    if (button) {
      note(button, count.busy && picker.dataset[isHeld ? "heldCount" : "count"].replace("{count}", count.busy));
    }
    if (isHeld && !count.busy && !count.failed) {
      var held = pressed;
      pressed = null;
      held.button.click();
    }
  }

  /* Below the words of the button, which may be all of the form that a phone shows. */
  function note(button, words) {
    var line = button.querySelector(".button__note");
    if (!words && line) line.remove();
    if (!words) return;
    if (!line) {
      line = document.createElement("span");
      line.className = "button__note";
      button.appendChild(line);
    }
    if (line.textContent !== words) line.textContent = words;
  }

  function showFailed(form) {
    var failed = items.find(function (item) { return item.form === form && item.state === "failed"; });
    failed.element.scrollIntoView({ block: "center" });
    failed.element.querySelector("[data-retry]").focus({ preventScroll: true });
  }

  var lastButton = null;

  document.addEventListener("click", function (event) {
    if (!(event.target instanceof Element)) return;
    lastButton = event.target.closest("button[type=submit]") || lastButton;
    var act = event.target.closest("[data-cancel], [data-retry], [data-remove]");
    if (!act) return;
    if (act.dataset.remove) {
      remove(act);
      return;
    }
    var item = items.find(function (one) { return one.element.contains(act); });
    if (!item) return;
    if (act.hasAttribute("data-retry")) show(item, "queued", item.words.queued);
    else drop(item);
    progress();
  });

  function remove(button) {
    var element = button.closest(".upload");
    var words = button.closest("[data-uploads]").dataset;
    var xhr = new XMLHttpRequest();
    function over() {
      if (xhr.status === 200 || xhr.status === 404) element.remove();
      else element.querySelector(".upload__facts").textContent = words.failed;
      button.disabled = false;
    }
    button.disabled = true;
    xhr.open("POST", button.dataset.remove);
    xhr.setRequestHeader("X-CSRFToken", token());
    xhr.setRequestHeader("HX-Request", "true");
    xhr.onload = xhr.onerror = over;
    xhr.send();
  }

  document.addEventListener("change", function (event) {
    var picker = event.target.type === "file" && event.target.closest("[data-uploads]");
    if (!picker) return;
    Array.prototype.forEach.call(event.target.files, function (file) { add(picker, file); });
    event.target.value = "";
    progress();
  });

  /* Before htmx hears of it: while files are on their way, a form is held; with one that failed, it says so. */
  document.addEventListener("submit", function (event) {
    var picker = event.target.querySelector("[data-uploads]");
    var count = picker && counted(picker.dataset.uploads);
    if (!count || (!count.busy && !count.failed)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    var button = event.submitter || (lastButton && lastButton.form === event.target && lastButton);
    pressed = { form: event.target, button: button || event.target.querySelector("button[type=submit]") };
    tell(picker);
  }, true);

  document.addEventListener("htmx:after:swap", function () {
    items.forEach(place);
    progress();
  });

  window.addEventListener("beforeunload", function (event) {
    if (!items.some(function (item) { return item.state === "queued" || item.state === "sending"; })) return;
    event.preventDefault();
    event.returnValue = "";
  });
})();
