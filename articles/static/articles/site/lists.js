// What htmx leaves open where it puts a list in the place of another: the filters, the focus, and errors.
// And addresses that people can read: what a form leaves empty need not be in them.

document.addEventListener("formdata", ({ formData }) => {
  for (const name of new Set(formData.keys())) if (formData.get(name) === "") formData.delete(name);
});

let filtersWereOpen = false;

document.addEventListener("htmx:beforeSwap", (event) => {
  filtersWereOpen = Boolean(event.detail.target.querySelector("details.filters[open]"));
});

document.addEventListener("htmx:afterSwap", () => {
  const filters = document.querySelector("#list details.filters");
  if (filters && filtersWereOpen) filters.open = true;
});

// The focused link may be gone with the list that it was in; the keyboard goes on from the new one.
document.addEventListener("htmx:afterSettle", () => {
  const focused = document.activeElement;
  if (!focused || focused === document.body) document.querySelector("#list")?.focus({ preventScroll: true });
});

// An answer that is no list, or none at all: the browser asks again and shows what it gets.
for (const failure of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(failure, (event) => {
    window.location.assign(event.detail.pathInfo.finalRequestPath ?? event.detail.pathInfo.requestPath);
  });
}
