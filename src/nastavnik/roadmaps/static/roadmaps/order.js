// Rows dragged by their sign; the buttons ↑ ↓ do the same without this file.
(function () {
  "use strict";
  var list = document.querySelector("[data-order-form]");
  if (!list) return;
  var form = document.getElementById(list.dataset.orderForm);
  var dragged = null;

  list.addEventListener("dragstart", function (event) {
    dragged = event.target.closest("[data-row]");
    if (!dragged) return;
    dragged.classList.add("is-dragged");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.dataset.row);
  });

  // A section is dragged with its rows: everything down to the next section.
  function group(row) {
    var rows = [row];
    if (row.dataset.row[0] !== "s") return rows;
    var next = row.nextElementSibling;
    while (next && !(next.dataset.row && next.dataset.row[0] === "s")) {
      rows.push(next);
      next = next.nextElementSibling;
    }
    return rows;
  }

  list.addEventListener("dragover", function (event) {
    var over = event.target.closest("[data-row]");
    if (!dragged || !over || over === dragged) return;
    var moving = group(dragged);
    if (moving.indexOf(over) !== -1) return;
    if (dragged.dataset.row[0] === "s" && over.dataset.row[0] !== "s") return;
    event.preventDefault();
    var box = over.getBoundingClientRect();
    var rows = group(over);
    var isBelow = event.clientY > box.top + box.height / 2;
    var last = dragged.dataset.row[0] === "s" ? rows[rows.length - 1] : over;
    moving.forEach(function (row) {
      if (isBelow) {
        last.after(row);
        last = row;
      } else {
        over.before(row);
      }
    });
  });

  list.addEventListener("drop", function (event) { event.preventDefault(); });

  list.addEventListener("dragend", function () {
    if (!dragged) return;
    dragged.classList.remove("is-dragged");
    form.elements.order.value = Array.from(list.querySelectorAll("[data-row]"), function (row) {
      return row.dataset.row;
    }).join(",");
    form.elements.moved.value = dragged.dataset.row;
    dragged = null;
    form.submit();
  });
})();
