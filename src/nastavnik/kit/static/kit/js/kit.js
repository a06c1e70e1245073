// Small comforts. Every page works without this file.
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("js");

  function focusErrors() {
    var summary = document.querySelector(".error-summary");
    if (summary && document.activeElement !== summary) summary.focus();
  }

  // How many rows are chosen, and all of a page at once.
  function countChosen() {
    var bar = document.querySelector("[data-bulk]");
    if (!bar) return;
    var boxes = Array.from(document.querySelectorAll("input[name=chosen]"));
    var chosen = boxes.filter(function (box) { return box.checked; }).length;
    var all = document.querySelector("[data-choose-all]");
    if (all) {
      all.checked = chosen > 0 && chosen === boxes.length;
      all.indeterminate = chosen > 0 && chosen < boxes.length;
    }
    bar.querySelector("[data-count]").textContent = chosen ? "Отмечено: " + chosen : "Отметьте строки";
    // One with data-whole does its deed with the whole page, chosen rows or not.
    bar.querySelectorAll("button[name=deed]:not([data-whole])").forEach(function (button) {
      if (!button.hasAttribute("data-refused")) button.disabled = chosen === 0;
    });
  }

  document.addEventListener("change", function (event) {
    if (event.target.matches("[data-choose-all]")) {
      document.querySelectorAll("input[name=chosen]").forEach(function (box) {
        box.checked = event.target.checked;
      });
    }
    if (event.target.matches("[data-choose-all], input[name=chosen]")) countChosen();
  });

  // A button that prints; without this file the browser's own menu does it.
  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-print]")) window.print();
  });

  // Menus close on a click elsewhere and on Escape.
  function closeMenus(except) {
    document.querySelectorAll("details.menu[open]").forEach(function (menu) {
      if (menu !== except) menu.open = false;
    });
  }
  document.addEventListener("click", function (event) {
    closeMenus(event.target.closest("details.menu"));
  });

  // «/» goes to the search, Ctrl+K to the search everywhere, arrows walk along the rows of a list.
  function walk(step) {
    var links = Array.from(document.querySelectorAll("#list .table td.line-1 a"));
    var place = links.indexOf(document.activeElement);
    if (place === -1) return false;
    var next = links[place + step];
    if (next) next.focus();
    return Boolean(next);
  }
  document.addEventListener("keydown", function (event) {
    var typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key === "Escape") {
      var open = document.querySelector("details.menu[open]");
      if (open) {
        open.open = false;
        open.querySelector("summary").focus();
      }
    } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      var everywhere = document.querySelector("[data-search-everywhere]");
      if (everywhere) {
        event.preventDefault();
        everywhere.focus();
      }
    } else if (typing || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    } else if (event.key === "/") {
      var search = document.querySelector("[data-search]") || document.querySelector("[data-search-everywhere]");
      if (search) {
        event.preventDefault();
        search.focus();
        search.select();
      }
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (walk(event.key === "ArrowDown" ? 1 : -1)) event.preventDefault();
    }
  });

  // A form is sent once; a long one says what is being done.
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    window.setTimeout(function () { delete form.dataset.sent; }, 8000);
    var button = event.submitter;
    if (button) {
      button.setAttribute("aria-busy", "true");
      if (form.dataset.busy) button.textContent = form.dataset.busy;
    }
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) {
      delete form.dataset.sent;
      form.querySelectorAll("[aria-busy]").forEach(function (button) { button.removeAttribute("aria-busy"); });
    });
  });

  // A refreshed list that got another page instead (sign-in, an error) opens that page.
  document.addEventListener("htmx:beforeSwap", function (event) {
    var answer = event.detail.xhr;
    var asked = event.detail.pathInfo.requestPath.split("?")[0];
    var got = answer.responseURL ? new URL(answer.responseURL).pathname : asked;
    if (answer.status >= 400 || got !== asked) {
      event.detail.shouldSwap = false;
      window.location.href = answer.status >= 400 ? event.detail.pathInfo.finalRequestPath : answer.responseURL;
    }
  });
  document.addEventListener("htmx:afterSettle", countChosen);

  window.addEventListener("load", focusErrors);
  document.addEventListener("DOMContentLoaded", function () {
    countChosen();
  });
})();
